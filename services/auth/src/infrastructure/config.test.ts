import { loadConfig } from '@neighbourhood/shared/config/load';
import { testRules } from '../../test/test-auth.ts';
import { authConfig, hasherOptions, rulesOf } from './config.ts';

const load = (argv: string[] = []) => loadConfig({ app: 'auth', schema: authConfig, env: {}, argv });

test('the defaults in configs/auth.yaml are what the tests assume', () => {
  const config = load();
  expect(config.server.port).toBe(50051);
  expect(rulesOf(config)).toEqual(testRules);
  expect(hasherOptions(config)).toEqual({
    memoryKiB: 19_456,
    iterations: 2,
    concurrency: 2,
    queue: 100,
    bcrypt: { share: 0, cost: 10 },
  });
});

test('hashes cannot be made cheaper than is safe, and typing errors stop the start', () => {
  expect(() => load(['--passwords.memory_kib=1024'])).toThrow('passwords.memoryKib');
  expect(() => load(['--lockout.max_failures=0'])).toThrow('lockout.maxFailures');
  expect(() => load(['--lockot.max_failures=5'])).toThrow('lockot');
});
