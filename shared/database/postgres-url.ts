import { isLoopback } from '../net/addresses.ts';
import { explainTls, readCertificates, readPem } from '../net/tls.ts';

/** PostgresTarget is what a connection URL says of the server. */
export interface PostgresTarget {
  host: string;
  /** The server proves that it is `host`; otherwise the connection is plain. */
  tls: boolean;
  /** The file of authorities, where one is named. */
  caFile?: string | undefined;
}

/** PostgresUrlRules of checkPostgresUrl. */
export interface PostgresUrlRules {
  /** Where the URL comes from, for messages. */
  source: string;
  /** Refuses plain connections that leave this machine. */
  requireTls?: boolean;
}

/**
 * checkPostgresUrl reads libpq's parameters of TLS, as the driver will, whose files it looks at: `sslmode` may be
 * disable or verify-full. What lies between encrypts, at best, to whoever answers. The errors quote nothing of the
 * URL but these parameters.
 */
export function checkPostgresUrl(
  url: string,
  { source, requireTls = false }: PostgresUrlRules,
): PostgresTarget {
  if (!URL.canParse(url)) throw new Error(`${source} is not a connection URL`);
  const { hostname, searchParams } = new URL(url);
  const refuse = (why: string): Error => new Error(`${source}: ${why}`);
  const read = (name: string): string | undefined => {
    const [value, ...others] = searchParams.getAll(name);
    if (others.length > 0) throw refuse(`${name} is there twice`);
    return value;
  };
  const host = read('host') ?? decodeURIComponent(hostname).replace(/^\[|\]$/g, '');
  const [mode = 'disable', caFile, cert, key] = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'].map(read);

  if (searchParams.has('ssl') || searchParams.has('uselibpqcompat'))
    throw refuse('write sslmode=verify-full, or disable, in place of ssl and uselibpqcompat');
  if (mode !== 'disable' && mode !== 'verify-full')
    throw refuse(`sslmode=${mode} does not verify who answers: write verify-full, or disable`);
  if (mode === 'disable') {
    if (caFile ?? cert ?? key) throw refuse('sslrootcert, sslcert and sslkey need sslmode=verify-full');
    if (requireTls && !staysHere(host))
      throw refuse(
        'the connection must be TLS: write sslmode=verify-full, or set database.require_tls to false',
      );
    return { host, tls: false };
  }
  if ((cert === undefined) !== (key === undefined)) throw refuse('sslcert and sslkey go together');
  if (caFile !== undefined) readCertificates(`${source}, sslrootcert`, caFile);
  if (cert !== undefined) readCertificates(`${source}, sslcert`, cert);
  if (key !== undefined) readPem(`${source}, sslkey`, key);
  return { host, tls: true, caFile };
}

function staysHere(host: string): boolean {
  return host === '' || host.startsWith('/') || host === 'localhost' || isLoopback(host);
}

/** explainPostgres turns the error of a first connection into one that says which setting to look at. */
export function explainPostgres(
  error: unknown,
  { host, tls, caFile }: PostgresTarget,
  { source }: PostgresUrlRules,
): unknown {
  const { message = '', code } = (error ?? {}) as { message?: string; code?: unknown };
  const because = (why: string): Error =>
    new Error(`${source}: the server at ${host}: ${why}`, { cause: error });
  const refused = code === '28000';
  if (!tls)
    return refused && /no encryption/.test(message)
      ? because('it takes TLS connections only: add sslmode=verify-full')
      : error;
  if (/does not support SSL/.test(message))
    return because('sslmode=verify-full asks for TLS, and it speaks none');
  if (refused && /client certificate/.test(message))
    return because('it wants a client certificate: add sslcert and sslkey');
  const why = explainTls(error, { host, setting: 'sslrootcert', file: caFile });
  return why === undefined ? error : because(why);
}
