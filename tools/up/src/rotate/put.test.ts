import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from '../process/identity.ts';
import { exclusively } from '../platform/exclusive.ts';
import { writeRecord } from '../platform/record.ts';
import { completed, readSecretsFile, setSecrets } from '../platform/secrets.ts';
import { usualParts } from '../platform/selection.ts';
import { putSecret, readValue } from './put.ts';

describe('a secret that is put', () => {
  let state: string;
  let lines: string[];

  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'up-put-'));
    lines = [];
    setSecrets(state, { ...completed({}), 'auth-database': 'postgresql://auth:x@127.0.0.1/auth' });
  });
  afterEach(() => {
    rmSync(state, { recursive: true });
  });

  const put = (name: string, value = 'another') =>
    putSecret(state, name, () => value, { line: text => lines.push(text), progress: () => undefined });
  const startSomething = () => {
    const one = { pid: process.pid, identity: identityOf(process.pid) ?? '', log: '', ports: {} };
    const process_ = { ...one, name: 'auth', role: 'app' as const, stopSignal: 'SIGTERM' as const };
    writeRecord(state, {
      ...{ phase: 'running', startedAt: '', selection: usualParts, stores: {} },
      processes: [process_],
    });
  };

  test('is added, and replaced', async () => {
    await put('provider-github', 'one');
    await put('provider-github', 'two');
    expect(readSecretsFile(state)['provider-github']).toBe('two');
    startSomething();
    await put('provider-github', 'three');
    expect(lines.slice(1)).toEqual([
      'provider-github is set',
      'provider-github is set; apps that may read it have it within half a minute',
    ]);
  });

  test.each([
    ['integration-wrapping-keys', /needs it: make rotate SECRET=integration-wrapping-keys$/],
    [
      'consent-receipt-key',
      /^consent-receipt-key is not replaced: what was made with the one before needs it/,
    ],
    ['workflow-internal-key', /make rotate SECRET=workflow-internal-key$/],
    ['auth-database', /make rotate SECRET=auth-database$/],
    ['auth-key-pepper', /with another one, none is good/],
    ['internal-jwks', /rotate those/],
    ['welcome-go-internal-key', /make up makes it/],
    ['Provider', /^NAME= must have small letters/],
    ['', /^NAME= must have small letters/],
  ])('is not %j, on which something depends', async (name, why) => {
    const before = readSecretsFile(state);
    await expect(put(name)).rejects.toThrow(why);
    expect(readSecretsFile(state)).toEqual(before);
  });

  test('may be what servers read when they start, while they do not run', async () => {
    await put('redis-password');
    expect(readSecretsFile(state)['redis-password']).toBe('another');
    startSomething();
    await expect(put('redis-password', 'a third')).rejects.toThrow(
      /read it when they start: make down first/,
    );
  });

  test('has a value, of a file that is there', async () => {
    await expect(put('provider-github', '')).rejects.toThrow('provider-github: the value is empty');
    const file = join(state, 'github.json');
    expect(() => readValue(file)).toThrow(/^FILE=\S+: ENOENT/);
    writeFileSync(file, ' {"clientId": "a"}\n');
    expect(readValue(file)).toBe('{"clientId": "a"}');
  });

  test('waits for nobody who changes secrets at that moment, and changes nothing', async () => {
    await exclusively(state, async () => {
      await expect(put('provider-github')).rejects.toThrow(/is at work already/);
    });
    expect(readSecretsFile(state)).not.toHaveProperty('provider-github');
  });
});
