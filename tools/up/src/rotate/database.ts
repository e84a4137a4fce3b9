import pg from 'pg';
import { type DatabaseService, databaseSecret } from '../platform/passwords.ts';
import { writeRecord } from '../platform/record.ts';
import { randomSecret } from '../platform/secrets.ts';
import { Failure } from '../process/failure.ts';
import { readersOf, untilTaken } from './readers.ts';
import type { Rotation } from './rotate.ts';

/**
 * rotateDatabase gives a service's role another password. The secret comes first: a rotation that is cut off then is
 * ended by the next start, which sets the password that the secret has. Until the role follows, a moment later, a new
 * connection with either password may be refused; whoever needs one reads the secret again and waits.
 */
export async function rotateDatabase(rotation: Rotation, service: DatabaseService): Promise<void> {
  const { settings, record, secrets, report, signal, patienceMs } = rotation;
  const name = databaseSecret(service);
  const url = new URL(secrets.all[name] ?? '');
  if (url.username === '') throw new Failure(`${name}: this server has no users, so there is no password`);
  const old = decodeURIComponent(url.password);
  const password = randomSecret();
  url.password = password;
  const admin = new pg.Client({ connectionString: record.stores['postgres'] ?? '' });
  await admin.connect();
  const before = new Date();
  try {
    await secrets.set({ [name]: url.href });
    const role = pg.escapeIdentifier(decodeURIComponent(url.username));
    await admin.query(`alter role ${role} password ${pg.escapeLiteral(password)}`);
  } finally {
    await admin.end();
  }
  record.stores[service] = url.href;
  writeRecord(settings.state, record);
  report.line(`${name}: the role has its new password`);
  await untilTaken(readersOf(settings, record, name), name, before, { timeoutMs: patienceMs, signal });
  report.line(`${name}: ${service} connects with it; connections of the old one end within a minute`);
  await assertRefused(record.stores['postgres'] ?? '', decodeURIComponent(url.username), old);
}

/** The old password must be of no use any more. */
async function assertRefused(superuserUrl: string, user: string, password: string): Promise<void> {
  const url = new URL(superuserUrl);
  [url.username, url.password] = [user, encodeURIComponent(password)];
  const client = new pg.Client({ connectionString: url.href });
  const code = await client.connect().then(
    () => 'in',
    (error: unknown) => (error as { code?: string }).code,
  );
  await client.end().catch(() => undefined);
  if (code === 'in') throw new Failure(`${user}: the old password still opens the database`);
}
