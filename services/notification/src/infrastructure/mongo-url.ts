import { isLoopback } from '@neighbourhood/shared/net/addresses';
import { explainTls, readCertificates, readPem } from '@neighbourhood/shared/net/tls';
import { MongoClient, type MongoOptions } from 'mongodb';

/** MongoTarget is what a connection URL says of the servers. */
export interface MongoTarget {
  hosts: readonly string[];
  /** Each server proves that it is the host; otherwise connections are plain. */
  tls: boolean;
  /** The file of authorities, where one is named. */
  caFile?: string | undefined;
}

/** MongoUrlRules of checkMongoUrl. */
export interface MongoUrlRules {
  /** Where the URL comes from, for messages. */
  source: string;
  /** Refuses plain connections that leave this machine. */
  requireTls?: boolean;
}

const unverified = ['tlsInsecure', 'tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames'] as const;

/**
 * checkMongoUrl reads the driver's parameters of TLS, and looks at the files that they name. What would encrypt to
 * whoever answers is refused. The errors quote nothing of the URL but these parameters.
 */
export function checkMongoUrl(url: string, { source, requireTls = false }: MongoUrlRules): MongoTarget {
  const refuse = (why: string): Error => new Error(`${source}: ${why}`);
  for (const name of unverified)
    if (new RegExp(`[?&]${name}=`, 'i').test(url))
      throw refuse(`${name} does not verify who answers: leave it out`);
  const options = parse(url, source);
  const { tlsCAFile, tlsCertificateKeyFile, hosts, srvHost } = options;
  // Absent, whatever the driver's types say, where the URL does not speak of it.
  const tls = (options.tls as boolean | undefined) === true;
  const names = srvHost === undefined ? hosts.map(({ host = '' }) => host) : [srvHost];
  if (!tls) {
    if (tlsCAFile ?? tlsCertificateKeyFile) throw refuse('tlsCAFile and tlsCertificateKeyFile need tls=true');
    if (requireTls && !names.every(staysHere))
      throw refuse('the connection must be TLS: write tls=true, or set database.require_tls to false');
    return { hosts: names, tls };
  }
  if (tlsCAFile !== undefined) readCertificates(`${source}, tlsCAFile`, tlsCAFile);
  if (tlsCertificateKeyFile !== undefined) readPem(`${source}, tlsCertificateKeyFile`, tlsCertificateKeyFile);
  return { hosts: names, tls, caFile: tlsCAFile };
}

/** By the driver itself, which connects to nobody yet. Its own errors may quote the password. */
function parse(url: string, source: string): MongoOptions {
  let why: string | undefined;
  try {
    return new MongoClient(url).options;
  } catch (error) {
    [why] = /^option \w+ is not supported$/.exec((error as Error).message) ?? [];
  }
  throw new Error(why === undefined ? `${source} is not a connection URL` : `${source}: ${why}`);
}

function staysHere(host: string): boolean {
  return host === '' || host === 'localhost' || isLoopback(host);
}

/** explainMongo turns the error of a first connection into one that says which setting to look at. */
export function explainMongo(
  error: unknown,
  { hosts, tls, caFile }: MongoTarget,
  { source }: MongoUrlRules,
): unknown {
  const { name = '', message = '' } = (error ?? {}) as { name?: string; message?: string };
  if (name !== 'MongoServerSelectionError') return error;
  const host = hosts.join(', ');
  const because = (why: string): Error =>
    new Error(`${source}: the server at ${host}: ${why}`, { cause: error });
  if (!tls)
    return /\bclosed$/.test(message)
      ? because('it closed the connection: where it takes TLS connections only, add tls=true')
      : error;
  if (/before secure TLS connection was established|ECONNRESET/.test(message))
    return because('tls=true asks for TLS, and it speaks none');
  const why = explainTls(error, { host, setting: 'tlsCAFile', file: caFile });
  return why === undefined ? error : because(why);
}
