import { chownSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownerFor } from './postgres-user.ts';
import type { ServerTls } from './server.ts';

/** Passwords over TLS, and no other way in. */
const rules = 'hostssl all all 127.0.0.1/32 scram-sha-256\n';

/**
 * enablePostgresTls answers the settings that make PostgreSQL refuse plain connections. It gets copies of key and
 * certificate: it takes no key that another user owns, and under root it runs as a user of its own.
 */
export function enablePostgresTls(directory: string, tls: ServerTls): Record<string, string> {
  const folder = `${directory}.tls`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const files = ['server.crt', 'server.key', 'hba.conf'].map(name => join(folder, name));
  const [cert = '', key = '', hba = ''] = files;
  copyFileSync(tls.cert, cert);
  copyFileSync(tls.key, key);
  writeFileSync(hba, rules, { mode: 0o600 });
  const owner = ownerFor();
  if (owner !== undefined) for (const path of [folder, ...files]) chownSync(path, owner.uid, owner.gid);
  return {
    ssl: 'on',
    ssl_min_protocol_version: 'TLSv1.2',
    ssl_cert_file: cert,
    ssl_key_file: key,
    hba_file: hba,
  };
}
