import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onPath } from '../build/command.ts';
import { Failure } from '../process/failure.ts';

/** Certificate is where a certificate and its private key lie, both PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** AuthorityOptions of createAuthority. */
export interface AuthorityOptions {
  name: string;
  days: number;
  /** Whoever trusts it trusts it for this machine's own addresses only. */
  loopbackOnly?: boolean;
}

/** LeafOptions of issue; days -1 gives a certificate that has expired. */
export interface LeafOptions {
  /** Names, addresses and URIs that it is for. */
  hosts: readonly string[];
  days: number;
}

const loopback = [
  'permitted;DNS:localhost',
  'permitted;IP:127.0.0.0/255.0.0.0',
  'permitted;IP:0:0:0:0:0:0:0:1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
];

/** createAuthority makes a certificate authority, `<directory>/<file>.crt` and `.key`, replacing one of that name. */
export async function createAuthority(
  directory: string,
  file: string,
  { name, days, loopbackOnly = false }: AuthorityOptions,
): Promise<Certificate> {
  mkdirSync(directory, { recursive: true });
  const extensions = [
    'basicConstraints = critical,CA:TRUE,pathlen:0',
    'keyUsage = critical,keyCertSign,cRLSign',
    'subjectKeyIdentifier = hash',
    ...(loopbackOnly ? [`nameConstraints = critical,${loopback.join(',')}`] : []),
  ];
  const made = { cert: join(directory, `${file}.crt`), key: join(directory, `${file}.key`) };
  await newKey(made.key);
  await withSettings(made.key, name, extensions, settings =>
    openssl(
      ...['req', '-x509', '-new', '-key', made.key, '-config', settings, '-extensions', 'extensions'],
      ...['-days', String(days), '-out', made.cert],
    ),
  );
  return made;
}

/** issue makes a certificate for server and client use beside its authority's, replacing one of that name. */
export async function issue(
  authority: Certificate,
  file: string,
  { hosts, days }: LeafOptions,
): Promise<Certificate> {
  const directory = join(authority.cert, '..');
  const kindOf = (host: string): string => (isIP(host) === 0 ? (host.includes('://') ? 'URI' : 'DNS') : 'IP');
  const names = hosts.map(host => `${kindOf(host)}:${host}`);
  const extensions = [
    'basicConstraints = critical,CA:FALSE',
    'keyUsage = critical,digitalSignature',
    'extendedKeyUsage = serverAuth,clientAuth',
    'subjectKeyIdentifier = hash',
    'authorityKeyIdentifier = keyid',
    `subjectAltName = ${names.join(',')}`,
  ];
  const made = { cert: join(directory, `${file}.crt`), key: join(directory, `${file}.key`) };
  const request = `${made.key}.csr`;
  await newKey(made.key);
  await withSettings(made.key, file, extensions, async settings => {
    await openssl('req', '-new', '-key', made.key, '-config', settings, '-out', request);
    await openssl(
      ...['x509', '-req', '-in', request, '-CA', authority.cert, '-CAkey', authority.key],
      ...['-set_serial', `0x${randomBytes(16).toString('hex')}`, '-days', String(days)],
      ...['-extfile', settings, '-extensions', 'extensions', '-out', made.cert],
    );
  });
  rmSync(request);
  return made;
}

async function newKey(file: string): Promise<void> {
  // Nobody else may open it, not even between its creation and chmod.
  writeFileSync(file, '', { mode: 0o600 });
  chmodSync(file, 0o600);
  await openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file);
}

async function withSettings(
  beside: string,
  name: string,
  extensions: readonly string[],
  work: (settings: string) => Promise<void>,
): Promise<void> {
  const settings = `${beside}.cnf`;
  const text = [
    '[req]',
    'distinguished_name = name',
    'prompt = no',
    '[name]',
    `CN = ${name}`,
    '[extensions]',
  ];
  writeFileSync(settings, [...text, ...extensions, ''].join('\n'));
  await work(settings);
  rmSync(settings);
}

async function openssl(...args: string[]): Promise<void> {
  const program = onPath('openssl');
  if (program === undefined)
    throw new Failure('TLS=1: openssl, which makes the certificates, is not on the PATH');
  try {
    await promisify(execFile)(program, args);
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() ?? '';
    throw new Failure(`openssl ${args[0] ?? ''} failed: ${said || String(cause)}`, { cause });
  }
}
