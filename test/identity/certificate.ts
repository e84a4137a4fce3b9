import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { issue } from '../../tools/up/src/servers/certificates.ts';

/** ShownCertificate is what a sidecar shows to other sidecars on its internal port. */
export interface ShownCertificate {
  serial: string;
  /** Subject of the authority that signed it, and its key's identifier. */
  issuer: string;
  name: string;
}

/** shownBy reads the certificate of whoever listens on a port. */
export function shownBy(port: number): Promise<ShownCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const { serialNumber, subjectaltname = '', issuerCertificate } = socket.getPeerCertificate(true);
      socket.destroy();
      resolve({ serial: serialNumber, issuer: issuerCertificate.serialNumber, name: subjectaltname });
    });
  });
}

/**
 * credentialsOf makes what a client needs that shows a certificate of `name`, signed by the authority in `directory`
 * (`issuer.crt`, `issuer.key`, as Sentry has them). It believes any server.
 */
export async function credentialsOf(directory: string, name: string, days = 1): Promise<ChannelCredentials> {
  // Sentry looks at its folder: not there.
  const own = await mkdtemp(join(tmpdir(), 'neighbourhood-forged-'));
  await cp(directory, own, { recursive: true });
  const authority = { cert: join(own, 'issuer.crt'), key: join(own, 'issuer.key') };
  const { cert, key } = await issue(authority, 'client', { hosts: [name], days });
  const chain = Buffer.concat([readFileSync(cert), readFileSync(authority.cert)]);
  const options = { checkServerIdentity: () => undefined, rejectUnauthorized: false };
  const [root, secret] = [readFileSync(join(own, 'ca.crt')), readFileSync(key)];
  await rm(own, { recursive: true });
  return credentials.createSsl(root, secret, chain, options);
}
