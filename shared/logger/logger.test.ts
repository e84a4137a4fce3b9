import { createLogger } from './logger.ts';

const lines = () => {
  const written: string[] = [];
  const log = createLogger({
    app: 'auth',
    level: 'info',
    destination: { write: line => written.push(line) },
  });
  return { log, parsed: () => written.map(line => JSON.parse(line) as Record<string, unknown>), written };
};

test('a line is JSON with time, level, app and message', () => {
  const { log, parsed } = lines();
  log.warn({ userId: 'usr_1' }, 'odd');
  const [line] = parsed();
  expect(line).toMatchObject({ level: 'warn', app: 'auth', message: 'odd', userId: 'usr_1' });
  expect(new Date(line!['timestamp'] as string).toISOString()).toBe(line!['timestamp']);
});

test('secrets and bodies are cut, also one level down', () => {
  const { log, written } = lines();
  log.info({ password: 'hunter2', headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' } }, 'in');
  log
    .child({ token: 'hunter2' })
    .info({ body: { a: 'hunter2' }, response: { accessToken: 'hunter2' } }, 'out');
  expect(written.join('')).not.toContain('hunter2');
  expect(written).toHaveLength(2);
});

test('of an error only what tells where it broke is kept, never rows, headers or claims', () => {
  const { log, parsed, written } = lines();
  const err = Object.assign(new TypeError('broken', { cause: new Error('deeper') }), {
    code: '23514',
    constraint: 'users_check',
    detail: 'Failing row contains (hunter2)',
    where: 'hunter2',
    config: { headers: { authorization: 'hunter2' } },
    payload: { sub: 'hunter2' },
  });
  log.error({ err }, 'failed');
  log.child({ requestId: 'req_1' }).error({ err }, 'failed');
  expect(written.join('')).not.toContain('hunter2');
  expect(parsed()[0]!['err']).toEqual({
    type: 'TypeError',
    message: 'broken: deeper',
    stack: expect.stringContaining('caused by: Error: deeper'),
    code: '23514',
    constraint: 'users_check',
  });
});

test('lines below the level are not written', () => {
  const { log, parsed } = lines();
  log.debug({}, 'detail');
  expect(parsed()).toEqual([]);
});
