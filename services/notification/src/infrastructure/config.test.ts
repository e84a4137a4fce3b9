import path from 'node:path';
import { loadConfig } from '@neighbourhood/shared/config/load';
import { notificationConfig } from './config.ts';

const directory = path.resolve(import.meta.dirname, '../../../../configs');

test('the defaults of the repository are complete, and what the schema says by itself', () => {
  const config = loadConfig({ app: 'notification', schema: notificationConfig, directory, env: {} });
  expect(config.server.port).toBe(50_055);
  expect(config.delivery.schedule).toHaveLength(9);
  const bare = notificationConfig.parse({ server: { port: 50_055 }, metrics: { port: 9_195 } });
  expect(config).toEqual(bare);
});

test('every bad key is named', () => {
  const env = { NH_DELIVERY__JITTER: '2', NH_SSRF__ALLOW: 'not-a-block', NH_DELIVERY__TIMEOUT: 'soon' };
  const load = () => loadConfig({ app: 'notification', schema: notificationConfig, directory, env });
  for (const key of ['delivery.jitter', 'ssrf.allow', 'delivery.timeout']) expect(load).toThrow(key);
});
