import { fingerprintOf, isKept, judge, recordKey } from './idempotency.ts';

const scope = { caller: 'usr_1', workspaceId: 'wsp_1', method: 'POST', path: '/consents', key: 'k' };
const record = { state: 'done', fingerprint: 'f' } as const;

describe('idempotency', () => {
  it.each(['caller', 'workspaceId', 'method', 'path', 'key'] as const)('keeps records apart by %s', part => {
    expect(recordKey({ ...scope, [part]: 'other' })).not.toBe(recordKey(scope));
  });

  it('is not confused by parts that run into each other', () => {
    expect(recordKey({ ...scope, path: '/a', key: 'bc' })).not.toBe(
      recordKey({ ...scope, path: '/ab', key: 'c' }),
    );
  });

  it('never shows the key of the caller', () => {
    expect(recordKey({ ...scope, key: 'my-order-17' })).not.toContain('my-order-17');
  });

  it('tells bodies and queries apart', () => {
    const same = fingerprintOf('a=1', Buffer.from('{}'));
    expect(fingerprintOf('a=1', Buffer.from('{}'))).toBe(same);
    expect(fingerprintOf('a=1', Buffer.from('{ }'))).not.toBe(same);
    expect(fingerprintOf('a=2', Buffer.from('{}'))).not.toBe(same);
  });

  it.each([
    ['runs a new key', undefined, 'f', 'run'],
    ['replays a finished request', record, 'f', 'replay'],
    ['refuses another request under the same key', record, 'g', 'mismatch'],
    [
      'refuses another request while the first one runs',
      { ...record, state: 'running' as const },
      'g',
      'mismatch',
    ],
    [
      'holds a duplicate back while the first one runs',
      { ...record, state: 'running' as const },
      'f',
      'running',
    ],
  ])('%s', (_name, stored, fingerprint, verdict) => {
    expect(judge(stored, fingerprint)).toBe(verdict);
  });

  it('keeps every answer but those that say that nothing was done', () => {
    expect([200, 201, 400, 403, 500, 502, 504].every(isKept)).toBe(true);
    expect([429, 503].some(isKept)).toBe(false);
  });
});
