import { ConfigError, loadConfig } from '@neighbourhood/shared/config/load';
import { day } from '../../test/make.ts';
import { consentConfig } from './config.ts';

const load = (argv: string[] = []) =>
  loadConfig({ app: 'consent', schema: consentConfig, directory: 'configs', env: {}, argv });

describe('the configuration', () => {
  it('has defaults for everything in configs/consent.yaml', () => {
    expect(load()).toMatchObject({
      server: { port: 50054 },
      metrics: { port: 9194 },
      terms: { defaultDuration: 365 * day, maximumDuration: 1095 * day },
    });
  });

  it('refuses a default duration beyond the maximum, naming the key', () => {
    expect(() => load(['--terms.maximumDuration=1d'])).toThrow(ConfigError);
    expect(() => load(['--terms.maximumDuration=1d'])).toThrow('terms.defaultDuration');
  });
});
