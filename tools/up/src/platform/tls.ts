import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate, createAuthority, issue } from '../servers/certificates.ts';
import type { ServerTls } from '../servers/server.ts';
import type { Secrets } from './secrets.ts';

/** Certificates are those of a platform whose servers listen with TLS. */
export interface Certificates {
  /** File of the authority that all of them are of. */
  ca: string;
  /** Of every server on this machine's loopback addresses. */
  server: Certificate;
  /** What sidecars show to a server that asks who they are. */
  client: Certificate;
}

const day = 86_400_000;
const hosts = ['localhost', '127.0.0.1', '::1'];

/** authorityFile is where the certificate lies that whoever talks to a platform of TLS=1 must trust. */
export function authorityFile(state: string): string {
  return join(state, 'tls', 'ca.crt');
}

/**
 * ensureCertificates makes what is absent or ends soon. The authority is this platform's own, and good for loopback
 * addresses only: who trusts it trusts it for nothing else.
 */
export async function ensureCertificates(state: string): Promise<Certificates> {
  const directory = join(state, 'tls');
  mkdirSync(directory, { recursive: true });
  // Servers read their keys as other users; what they may read are copies.
  chmodSync(directory, 0o755);
  const place = (name: string): Certificate => ({
    cert: join(directory, `${name}.crt`),
    key: join(directory, `${name}.key`),
  });
  const known = place('ca');
  const lasts = isGood(known, known, 120);
  const authority = lasts
    ? known
    : await createAuthority(directory, 'ca', {
        name: 'NeighbourHood on this machine',
        days: 825,
        loopbackOnly: true,
      });
  const leaf = async (name: string): Promise<Certificate> =>
    isGood(place(name), authority, 30) ? place(name) : issue(authority, name, { hosts, days: 90 });
  return { ca: authority.cert, server: await leaf('server'), client: await leaf('client') };
}

/** serverTls is what a server is started with. */
export function serverTls({ ca, server }: Certificates): ServerTls {
  return { ...server, ca };
}

/** tlsSecrets are what components/tls refers to. */
export function tlsSecrets({ ca, client }: Certificates): Secrets {
  const read = (file: string): string => readFileSync(file, 'utf8');
  return {
    'tls-authority': read(ca),
    'redis-client-certificate': read(client.cert),
    'redis-client-key': read(client.key),
  };
}

/** httpTlsEnvironment is what an app that speaks HTTP is started with. */
export function httpTlsEnvironment({ server }: Certificates): Record<string, string> {
  return { NH_SERVER__TLS__CERT_FILE: server.cert, NH_SERVER__TLS__KEY_FILE: server.key };
}

function isGood({ cert, key }: Certificate, authority: Certificate, days: number): boolean {
  if (![cert, key, authority.cert].every(existsSync)) return false;
  const [own, other] = [cert, authority.cert].map(file => new X509Certificate(readFileSync(file)));
  if (own === undefined || other === undefined) return false;
  return own.validToDate.getTime() > Date.now() + days * day && own.verify(other.publicKey);
}
