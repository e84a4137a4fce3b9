import { Gauge, type Registry } from 'prom-client';
import { type Log } from '@neighbourhood/shared/call/call';
import { type HttpServer, type HttpServerOptions } from './http-server.ts';
import { readTlsFiles, type TlsMaterial, type TlsSettings, watchTlsFiles } from './tls-files.ts';

/** RenewingTls is what a server listens with, and goes on with when the files change. */
export interface RenewingTls {
  listening: NonNullable<HttpServerOptions['tls']>;
  /** Has the server take new certificates from now on; returns how to stop. */
  follow(server: Pick<HttpServer, 'renew'>): () => void;
}

/** createRenewingTls reads the certificate once; it throws where the gateway could not serve with it. */
export function createRenewingTls(
  settings: TlsSettings,
  { log, registry }: { log: Log; registry: Registry },
): RenewingTls {
  const ends = new Gauge({
    name: 'gateway_tls_certificate_not_after_timestamp_seconds',
    help: 'When the certificate ends that the gateway shows',
    registers: [registry],
  });
  const material = readTlsFiles(settings);
  const note = ({ notAfter }: TlsMaterial): void => ends.set(notAfter.getTime() / 1000);
  note(material);
  return {
    listening: { material, minVersion: settings.minVersion },
    follow: server =>
      watchTlsFiles(material, {
        read: () => readTlsFiles(settings),
        everyMs: settings.reloadEvery,
        onChange: next => {
          server.renew(next);
          note(next);
          log.info({ notAfter: next.notAfter }, 'a new TLS certificate is shown from now on');
        },
        onError: err => log.error({ err }, `the TLS certificate at hand stays: ${err.message}`),
      }),
  };
}
