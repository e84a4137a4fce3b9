import { dynamicKeys } from '@neighbourhood/shared/config/live-part';
import { liveConfig } from '@neighbourhood/shared/config/live';
import { loadConfig } from '@neighbourhood/shared/config/load';
import { gatewayConfig } from './config.ts';
import { flagsOf } from './migration-flags.ts';

const legacy = 'http://monolith.example:3000/app';
const sources = (env: NodeJS.ProcessEnv = { NH_MIGRATION__LEGACY__BASE_URL: legacy }) => ({
  app: 'gateway',
  schema: gatewayConfig,
  directory: 'configs',
  env,
});
const flag = (name: string, value: string) => `--migration.services.${name}=${value}`;
const load = (...argv: string[]) => loadConfig({ ...sources(), argv }).migration;

describe('the configuration of a migration', () => {
  it('gives everything to the platform as it comes, with no monolith', () => {
    const { migration } = loadConfig(sources({}));
    expect(migration.legacy.baseUrl).toBe('');
    expect(flagsOf(migration, { id: 'listConsents', service: 'consent' } as never)).toMatchObject({
      legacy: 0,
      shadow: 0,
    });
  });

  it('takes flags from every source, by service and by route', () => {
    const migration = load(
      flag('consent.legacy', '.25'),
      flag('consent.legacy_workspaces', 'wsp_a, wsp_b'),
      '--migration.routes.listConsents.legacy=1',
    );
    const route = (id: string) => flagsOf(migration, { id, service: 'consent' } as never);
    const lists = new Set(['wsp_a', 'wsp_b']);
    expect(route('getConsent')).toMatchObject({ legacy: 0.25, legacyWorkspaces: lists, salt: 'consent' });
    expect(route('listConsents')).toMatchObject({ legacy: 1, legacyWorkspaces: lists, salt: 'consent' });
    expect(flagsOf(migration, { id: 'getEndUserOverview' } as never)).toBeUndefined();
  });

  it.each(['', 'a lot', '-0.1', '1.1', '2', '0x1', '1e-1', '50%'])('refuses %j as a share', value => {
    expect(() => load(flag('consent.legacy', value))).toThrow('migration.services.consent.legacy');
  });

  it.each([
    'ftp://monolith.example',
    'monolith.example',
    'http://user:password@monolith.example',
    'http://monolith.example/?x=1',
    'http://monolith.example/#x',
  ])('refuses %s as the address of the monolith', baseUrl => {
    expect(() => loadConfig(sources({ NH_MIGRATION__LEGACY__BASE_URL: baseUrl }))).toThrow(
      'migration.legacy.baseUrl',
    );
  });

  it('refuses flags without a monolith, a workspace on both sides, and unknown services', () => {
    const argv = [flag('consent.shadow', '1')];
    expect(() => loadConfig({ ...sources({}), argv })).toThrow('must name the monolith');
    const both = ['consent.legacy_workspaces', 'consent.platform_workspaces'].map(key => flag(key, 'wsp_a'));
    expect(() => load(...both)).toThrow('wsp_a cannot be on both sides');
    expect(() => load(flag('billing.legacy', '1'))).toThrow('billing');
  });

  it('lets the dynamic store change flags and who authenticates, and no address', () => {
    const own = dynamicKeys(gatewayConfig).filter(key => key.startsWith('migration.'));
    expect(own.filter(key => !/^migration\.(services|routes)\./.test(key))).toEqual([
      'migration.legacy.authenticate',
      'migration.shadow.operations',
      'migration.shadow.concurrency',
      'migration.shadow.timeout',
      'migration.shadow.maxAnswer',
      'migration.shadow.ignore',
    ]);
    expect(own).toContain('migration.services.notification.legacy');
    expect(own).toContain('migration.routes.*.legacyWorkspaces');
  });

  it('keeps the flags that are right beside one that is wrong, and what was known instead of that', () => {
    const live = liveConfig(sources());
    live.apply({ 'migration.services.consent.legacy': '0.5', 'migration.services.workflow.legacy': '0.5' });
    const { refused } = live.apply({
      'migration.services.consent.legacy': 'half',
      'migration.services.workflow.legacy': '1',
    });
    expect(refused.map(({ key }) => key)).toEqual(['migration.services.consent.legacy']);
    const { consent, workflow } = live.current.migration.services;
    expect([consent.legacy, workflow.legacy]).toEqual([0.5, 1]);
    live.apply({});
    expect(live.current.migration.services.consent.legacy).toBeUndefined();
  });
});
