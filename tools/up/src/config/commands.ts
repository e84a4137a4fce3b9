import { dynamicKeys } from '@neighbourhood/shared/config/live-part';
import type { LiveConfig } from '@neighbourhood/shared/config/live';
import { Failure } from '../process/failure.ts';
import { schemas } from './apps.ts';
import { type Checked, checkKeys } from './check.ts';
import type { KeyStore } from './store.ts';

/** Makes the apps' configurations anew, as a start would: what they took before does not count. */
type Apps = () => ReadonlyMap<string, LiveConfig<unknown>>;

const keyFormat = /^([a-z][\w-]*\/)?[A-Za-z][\w-]*(\.[\w-]+)*$/;

/** setKey writes `gateway/limits.user.capacity=10`, if the apps take it together with what is there. */
export async function setKey(store: KeyStore, apps: Apps, assignment: string): Promise<string> {
  const at = assignment.indexOf('=');
  const [key, value] = [assignment.slice(0, at).trim(), assignment.slice(at + 1).trim()];
  if (at < 0 || !keyFormat.test(key)) {
    throw new Failure(
      `SET=${assignment}: write key=value, as gateway/limits.user.capacity=10 or log.level=debug`,
    );
  }
  const items = { ...(await store.read()), [key]: value };
  const problem = checkKeys(apps(), items).find(checked => checked.key === key)?.problem;
  if (problem !== undefined) throw new Failure(`${key}=${value} is not written: ${problem}`);
  await store.set(key, value);
  return `${key}=${value} is set in ${store.name}`;
}

/** unsetKey deletes a key: what it changed returns to what lies below. */
export async function unsetKey(store: KeyStore, apps: Apps, key: string): Promise<string> {
  const { [key]: old, ...others } = await store.read();
  if (old === undefined) throw new Failure(`UNSET=${key}: it is not set in ${store.name}`);
  const before = checkKeys(apps(), { ...others, [key]: old });
  const broken = checkKeys(apps(), others).find(
    ({ key: other, problem }) =>
      problem !== undefined && before.find(one => one.key === other)?.problem === undefined,
  );
  if (broken !== undefined)
    throw new Failure(`${key} stays: without it, ${broken.key} is wrong: ${broken.problem ?? ''}`);
  await store.unset(key);
  return `${key} is no longer set in ${store.name}`;
}

/** listKeys shows what is set, and what of it has no effect. */
export async function listKeys(store: KeyStore, apps: Apps): Promise<string> {
  const checked = checkKeys(apps(), await store.read()).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const width = Math.max(0, ...checked.map(({ key, value }) => key.length + value.length + 1));
  const row = ({ key, value, problem }: Checked): string =>
    `  ${`${key}=${value}`.padEnd(problem === undefined ? 0 : width)}${problem === undefined ? '' : `  has no effect: ${problem}`}`;
  const what = checked.length === 0 ? 'nothing is set' : `${String(checked.length)} set`;
  return [
    `${store.name}: ${what}`,
    ...checked.map(row),
    '',
    'make config SET=key=value, UNSET=key; make config APP=gateway lists what may be set there',
  ].join('\n');
}

/** listApp shows every key that may be set for an app, and its value now, flags of its command line left aside. */
export async function listApp(store: KeyStore, apps: Apps, app: string): Promise<string> {
  const known = apps();
  const [schema, live] = [schemas[app], known.get(app)];
  if (schema === undefined || live === undefined)
    throw new Failure(`APP=${app}: there are ${[...known.keys()].join(', ')}`);
  live.apply(await store.read());
  const rows = dynamicKeys(schema).map(key => [`${app}/${key}`, show(live.current, key.split('.'))] as const);
  const width = Math.max(...rows.map(([key]) => key.length));
  return rows.map(([key, value]) => `  ${key.padEnd(width)}  ${value}`).join('\n');
}

function show(tree: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    tree,
  );
  return value === undefined ? '' : JSON.stringify(value);
}
