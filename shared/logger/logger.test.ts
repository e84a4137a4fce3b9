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

test('lines below the level are not written', () => {
  const { log, parsed } = lines();
  log.debug({}, 'detail');
  expect(parsed()).toEqual([]);
});
