import type { Report } from '../build/report.ts';
import { internalJwks } from '../platform/secrets.ts';
import { readRecord, type PlatformRecord } from '../platform/record.ts';
import { withSecrets, type SecretKeeper } from '../platform/secret-keeper.ts';
import type { Settings } from '../platform/settings.ts';
import { Failure } from '../process/failure.ts';
import { isSame } from '../process/identity.ts';
import { rotateDatabase } from './database.ts';
import { internalKey, kindOf, type Kind } from './kinds.ts';
import { readMetric, readersOf, untilTaken } from './readers.ts';

/** Rotation is one rotation of one secret of the platform that runs. */
export interface Rotation {
  settings: Settings;
  record: PlatformRecord;
  secrets: SecretKeeper;
  report: Report;
  signal?: AbortSignal | undefined;
  /** How long the apps may take to read a secret again. */
  patienceMs: number;
}

type Keys = Extract<Kind, { kind: 'keys' }>;

/** rotate exchanges a secret while the platform runs; `drop` removes the keys before the one in use. */
export async function rotate(
  settings: Settings,
  name: string,
  options: { drop: boolean; report: Report; signal?: AbortSignal; patienceMs?: number },
): Promise<void> {
  const kind = kindOf(name);
  const record = readRecord(settings.state);
  if (record?.phase !== 'running') throw new Failure('Nothing runs here: make up, then rotate');
  const dead = record.processes.filter(one => one.role === 'store' && !isSame(one));
  // Apps could not read what is changed.
  if (dead.length > 0)
    throw new Failure(`${dead.map(one => one.name).join(', ')} ended: make up, then rotate`);
  const { report, signal, patienceMs = 90_000 } = options;
  await withSecrets(settings.state, report, async secrets => {
    if (secrets.all[name] === undefined) throw new Failure(`There is no secret ${name}`);
    const rotation: Rotation = { settings, record, secrets, report, signal, patienceMs };
    if (kind.kind === 'database') await rotateDatabase(rotation, kind.service);
    else if (options.drop) await dropKeys(rotation, name, kind);
    else await exchangeKey(rotation, name, kind);
  });
}

/** A rotation that was cut off goes on where it was. */
async function exchangeKey(rotation: Rotation, name: string, { set, keep }: Keys): Promise<void> {
  const { secrets, report } = rotation;
  const now = (): string => secrets.all[name] ?? '';
  if (set.pending(now()) === undefined) await write(rotation, name, set.add(now()));
  else await untilAllKnow(rotation, name, new Date(0));
  report.line(`${name}: every app knows the key ${set.pending(now()) ?? ''}`);
  await write(rotation, name, set.use(now()));
  report.line(`${name}: it is in use`);
  const old = set.old(now());
  report.line(
    keep === undefined
      ? `${name}: still good: ${old.join(', ')}. Later: make rotate SECRET=${name} DROP=1`
      : `${name}: still good: ${old.join(', ')}, for ${keep}`,
  );
}

async function dropKeys(
  rotation: Rotation,
  name: string,
  { set, keep, dropAfterMs = 0, counted }: Keys,
): Promise<void> {
  const { secrets, report, settings, record } = rotation;
  const secret = secrets.all[name] ?? '';
  const old = set.old(secret);
  if (old.length === 0) throw new Failure(`${name} has one key only: nothing to drop`);
  if (keep !== undefined) throw new Failure(`${name}: old keys stay: ${keep}`);
  if (set.pending(secret) !== undefined)
    throw new Failure(`${name}: a new key is not in use yet: make rotate SECRET=${name} first`);
  const since = set.since(secret);
  const until = (since?.getTime() ?? Date.now()) + dropAfterMs;
  if (until > Date.now())
    throw new Failure(`${name}: what the old key made may be in use until ${new Date(until).toISOString()}`);
  for (const reader of counted === true ? readersOf(settings, record, name) : []) {
    const left = await readMetric(reader, 'secret_stale_wrappings', name);
    if (left !== 0)
      throw new Failure(
        `${name}: ${reader.app} says that ${Number.isFinite(left) ? String(left) : 'an unknown number of'} items still need an old key (secret_stale_wrappings); it is at work on it, or its log says why not`,
      );
  }
  await write(rotation, name, set.drop(secret));
  report.line(`${name}: dropped ${old.join(', ')}`);
}

/** Writes the secret, and what follows from it, and waits until all who read them have them. */
async function write(rotation: Rotation, name: string, value: string): Promise<void> {
  const { secrets } = rotation;
  const values = { [name]: value };
  if (internalKey.test(name)) values['internal-jwks'] = internalJwks({ ...secrets.all, ...values });
  const before = new Date();
  const changed = Object.keys(values).filter(one => secrets.all[one] !== values[one]);
  await secrets.set(values);
  for (const one of changed) await untilAllKnow(rotation, one, before);
}

async function untilAllKnow(rotation: Rotation, name: string, since: Date): Promise<void> {
  const { settings, record, signal, patienceMs: timeoutMs } = rotation;
  await untilTaken(readersOf(settings, record, name), name, since, { timeoutMs, signal });
}
