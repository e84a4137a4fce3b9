import { dynamicKeys } from '@neighbourhood/shared/config/live-part';
import { loadConfig } from '@neighbourhood/shared/config/load';
import { gatewayConfig } from './config.ts';
import { settingsOf } from './start-gateway.ts';

const directory = new URL('../../../configs', import.meta.url).pathname;
const load = (env: Record<string, string> = {}) =>
  loadConfig({ app: 'gateway', schema: gatewayConfig, directory, env });

describe('configs/gateway.yaml', () => {
  it('is a whole configuration: port 8080, 30 s, services by app-id', () => {
    const config = load();
    expect(config.server).toMatchObject({ port: 8080, timeout: 30_000, bodyLimit: 1_048_576 });
    expect(config.cors).toEqual({
      allowedOrigins: ['*'],
      allowedMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowCredentials: false,
    });
    expect(Object.entries(config.services).every(([name, { address }]) => name === address)).toBe(true);
    expect(settingsOf(config).limits.user).toEqual({ capacity: 600, windowSeconds: 60 });
  });

  it('gives way to the environment', () => {
    const config = load({
      NH_SERVICES__AUTH__ADDRESS: '127.0.0.1:50051',
      NH_SERVER__PUBLIC_URL: 'https://api.example.com',
      NH_CORS__ALLOWED_ORIGINS: 'https://a.example,https://b.example',
    });
    expect(config.services.auth.address).toBe('127.0.0.1:50051');
    expect(settingsOf(config).https).toBe(true);
    expect(config.cors.allowedOrigins).toEqual(['https://a.example', 'https://b.example']);
  });

  it('may change while the gateway runs in what is listed here, and in nothing else', () => {
    expect(dynamicKeys(gatewayConfig).filter(key => !key.startsWith('migration.'))).toEqual([
      'server.timeout',
      'log.level',
      'features.signUp',
      'features.actions',
      'features.executions',
      'limits.address.capacity',
      'limits.address.window',
      'limits.user.capacity',
      'limits.user.window',
      'limits.workspace.capacity',
      'limits.workspace.window',
      'limits.executions.capacity',
      'limits.executions.window',
      'limits.apiKeyBurst',
    ]);
  });

  it('speaks HTTPS with a certificate, which the public address must say', () => {
    const tls = { NH_SERVER__TLS__CERT_FILE: 'a.crt', NH_SERVER__TLS__KEY_FILE: 'a.key' };
    const config = load({ ...tls, NH_SERVER__PUBLIC_URL: 'https://api.example.com' });
    expect(config.server.tls).toEqual({
      certFile: 'a.crt',
      keyFile: 'a.key',
      minVersion: 'TLSv1.2',
      reloadEvery: 30_000,
    });
    expect(settingsOf(config).clientCertificates).toBe(false);
    expect(() => load(tls)).toThrow('server.publicUrl: must begin with https:// where server.tls is given');
    expect(() => load({ NH_SERVER__TLS__CERT_FILE: 'a.crt' })).toThrow(/server\.tls\.keyFile/);
    expect(() => load({ ...tls, NH_SERVER__TLS__MIN_VERSION: 'TLSv1.1' })).toThrow(/server\.tls\.minVersion/);
  });

  it('refuses credentials for every origin, and names what else is wrong', () => {
    expect(() => load({ NH_CORS__ALLOW_CREDENTIALS: 'true' })).toThrow(
      'cors.allowCredentials: never together with the origin *',
    );
    expect(() => load({ NH_SERVER__TIMEOUT: 'soon', NH_LIMITS__USER__CAPACITY: '0' })).toThrow(
      /server\.timeout[\s\S]*limits\.user\.capacity/,
    );
  });

  it.each([
    ['99ms', 'must be at least 100ms'],
    ['999h', 'must be at most 24d'],
  ])('refuses a timeout of %s, with which every request would be over at once', (timeout, why) => {
    expect(() => load({ NH_SERVER__TIMEOUT: timeout })).toThrow(`server.timeout: ${why}`);
  });
});
