import { connect, type TLSSocket } from 'node:tls';

/** Where a sidecar takes calls of other sidecars. */
export interface InternalPort {
  host: string;
  port: number;
}

/** What was found there. */
type Found =
  | { kind: 'nobody' }
  | { kind: 'plain'; why: string }
  /** Names in the certificate, as `spiffe://public/ns/default/consent`. */
  | { kind: 'tls'; names: string[] };

const attemptMs = 2_000;

function look({ host, port }: InternalPort): Promise<Found> {
  return new Promise(resolve => {
    // Who answers is told by the name in its certificate; the authority that signed it is the sidecars' affair.
    const socket: TLSSocket = connect({ host, port, rejectUnauthorized: false, ALPNProtocols: ['h2'] });
    const end = (found: Found): void => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(attemptMs, () => end({ kind: 'plain', why: 'no TLS handshake in time' }));
    socket.once('secureConnect', () => {
      const { subjectaltname = '' } = socket.getPeerCertificate();
      end({
        kind: 'tls',
        names: [...subjectaltname.matchAll(/URI:([^,\s]+)/g)].map(([, name]) => name ?? ''),
      });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end(
        error.code === 'ECONNREFUSED'
          ? { kind: 'nobody' }
          : { kind: 'plain', why: error.code ?? error.message },
      );
    });
  });
}

/**
 * requireMtls rejects unless the own sidecar takes calls of other sidecars over TLS only, with a certificate of its
 * own app-id. Dapr's API says nothing of mTLS, so it is tried: by whoever could misuse it, on the very port.
 */
export async function requireMtls(appId: string, at: InternalPort, waitMs = 10_000): Promise<void> {
  const where = `${at.host}:${at.port}`;
  const advice = 'Run the sidecars with Sentry (--enable-mtls); see docs/identity.md.';
  const until = Date.now() + waitMs;
  let found = await look(at);
  while (found.kind === 'nobody' && Date.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 100));
    found = await look(at);
  }
  if (found.kind === 'nobody') {
    throw new Error(
      `Whether mTLS is on cannot be told: nobody listens on ${where}. Name the sidecar's internal gRPC port (--dapr-internal-grpc-port) in mtls.sidecar_port. ${advice}`,
    );
  }
  if (found.kind === 'plain') {
    throw new Error(
      `mTLS is off: the sidecar of ${appId} takes calls of other sidecars on ${where} without TLS (${found.why}). Outside the local profile no app starts so. ${advice}`,
    );
  }
  if (!found.names.some(name => name.startsWith('spiffe://') && name.endsWith(`/${appId}`))) {
    throw new Error(
      `Whether mTLS is on cannot be told: the certificate on ${where} is of ${found.names.join(', ') || 'nobody'}, not of ${appId}. Is mtls.sidecar_port another sidecar's? ${advice}`,
    );
  }
}
