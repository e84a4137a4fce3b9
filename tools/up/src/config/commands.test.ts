import { join } from 'node:path';
import { liveConfigs } from './apps.ts';
import { listApp, listKeys, setKey, unsetKey } from './commands.ts';
import type { KeyStore } from './store.ts';

const directory = join(import.meta.dirname, '../../../../configs');

function memoryStore(items: Record<string, string> = {}): KeyStore & { items: Map<string, string> } {
  const known = new Map(Object.entries(items));
  return {
    name: 'a store',
    items: known,
    read: () => Promise.resolve(Object.fromEntries(known)),
    set: (key, value) => Promise.resolve(void known.set(key, value)),
    unset: key => Promise.resolve(known.delete(key)),
  };
}
const apps = () => liveConfigs(directory, {});

describe('make config SET=', () => {
  test.each([
    'gateway/limits.user.capacity=10',
    'gateway/features.sign_up=false',
    'log.level=debug',
    'auth/log.level=trace',
    'consent/terms.defaultDuration=30d',
    'notification/delivery.schedule=1s, 2s',
  ])('%s is written', async assignment => {
    const store = memoryStore();
    expect(await setKey(store, apps, assignment)).toBe(`${assignment} is set in a store`);
    expect([...store.items].map(([key, value]) => `${key}=${value}`)).toEqual([assignment]);
  });

  test.each([
    ['gateway/limits.user.capacity=0', 'limits.user.capacity: '],
    ['gateway/limits.user.size=1', 'the configuration of gateway has no limits.user.size'],
    ['gateway/server.port=1', 'server.port cannot change while the app runs'],
    ['gateway/limits.user=1', 'limits.user is a group of values'],
    ['gatewya/log.level=debug', 'there is no app gatewya, only gateway, auth, '],
    ['log.levle=debug', 'no app has a place for it that may change while it runs'],
    ['limits.user.capacity=x', 'limits.user.capacity: '],
    ['consent/terms.defaultDuration=4000d', 'terms.defaultDuration: must not be longer than maximumDuration'],
    ['log.level', 'write key=value'],
    ['=1', 'write key=value'],
    ['a b=1', 'write key=value'],
  ])('%s is refused: %s', async (assignment, reason) => {
    const store = memoryStore({ 'log.level': 'info' });
    await expect(setKey(store, apps, assignment)).rejects.toThrow(reason);
    expect([...store.items.keys()]).toEqual(['log.level']);
  });
});

describe('make config UNSET=', () => {
  test('deletes a key, also one without effect, and says so where there is none', async () => {
    const store = memoryStore({ 'log.level': 'debug', nonsense: '1' });
    expect(await unsetKey(store, apps, 'log.level')).toBe('log.level is no longer set in a store');
    await unsetKey(store, apps, 'nonsense');
    expect(store.items.size).toBe(0);
    await expect(unsetKey(store, apps, 'log.level')).rejects.toThrow('UNSET=log.level: it is not set');
  });

  test('keeps a key that another one needs', async () => {
    const store = memoryStore({
      'consent/terms.maximumDuration': '5000d',
      'consent/terms.defaultDuration': '4000d',
    });
    await expect(unsetKey(store, apps, 'consent/terms.maximumDuration')).rejects.toThrow(
      'consent/terms.maximumDuration stays: without it, consent/terms.defaultDuration is wrong',
    );
    await unsetKey(store, apps, 'consent/terms.defaultDuration');
    expect([...store.items.keys()]).toEqual(['consent/terms.maximumDuration']);
  });
});

describe('make config', () => {
  test('tells what is set, and what of it has no effect', async () => {
    const store = memoryStore({ 'log.level': 'debug', 'gateway/x': '1', nonsense: '2' });
    expect((await listKeys(store, apps)).split('\n').slice(0, 4)).toEqual([
      'a store: 3 set',
      '  gateway/x=1      has no effect: the configuration of gateway has no x',
      '  log.level=debug',
      '  nonsense=2       has no effect: no app has a place for it that may change while it runs',
    ]);
    expect(await listKeys(memoryStore(), apps)).toMatch(/^a store: nothing is set\n/);
  });

  test('tells what may be set for an app, and what is so now', async () => {
    const store = memoryStore({ 'gateway/limits.user.capacity': '10' });
    const lines = (await listApp(store, apps, 'gateway')).split('\n').map(line => line.trim().split(/ +/));
    expect(lines).toContainEqual(['gateway/limits.user.capacity', '10']);
    expect(lines).toContainEqual(['gateway/log.level', '"info"']);
    expect(lines.map(([key]) => key)).not.toContain('gateway/server.port');
    await expect(listApp(store, apps, 'gatewya')).rejects.toThrow('APP=gatewya: there are gateway, auth');
  });
});
