import { type KeyObject, X509Certificate, createPrivateKey } from 'node:crypto';
import { readCertificates, readPem } from '@neighbourhood/shared/net/tls';

/** TlsSettings are `server.tls` of the configuration. */
export interface TlsSettings {
  certFile: string;
  keyFile: string;
  minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** Authorities of clients: with them, callers need a certificate. */
  clientCaFile?: string | undefined;
  /** Milliseconds between looks whether the files have changed. */
  reloadEvery: number;
}

/** TlsMaterial is what the files hold: good, and belonging together. */
export interface TlsMaterial {
  cert: string;
  key: string;
  clientCa?: string;
  /** When the certificate ends. */
  notAfter: Date;
}

/** readTlsFiles reads the files. The error names the setting and the file of what is wrong with them. */
export function readTlsFiles(
  { certFile, keyFile, clientCaFile }: TlsSettings,
  now = new Date(),
): TlsMaterial {
  const cert = readCertificates('server.tls.cert_file', certFile);
  const key = readPem('server.tls.key_file', keyFile);
  const certificate = new X509Certificate(cert);
  if (!certificate.checkPrivateKey(readKey(keyFile, key)))
    throw new Error(
      `server.tls.key_file: ${keyFile} is not the key of the certificate in server.tls.cert_file, ${certFile}`,
    );
  const { validFromDate, validToDate } = certificate;
  if (validToDate <= now)
    throw new Error(
      `server.tls.cert_file: the certificate in ${certFile} expired on ${validToDate.toISOString()}`,
    );
  if (validFromDate > now)
    throw new Error(
      `server.tls.cert_file: the certificate in ${certFile} is not valid before ${validFromDate.toISOString()}`,
    );
  const material: TlsMaterial = { cert, key, notAfter: validToDate };
  if (clientCaFile !== undefined)
    material.clientCa = readCertificates('server.tls.client_ca_file', clientCaFile);
  return material;
}

function readKey(file: string, key: string): KeyObject {
  try {
    return createPrivateKey(key);
  } catch (cause) {
    const { code = '' } = cause as { code?: string };
    const locked = code === 'ERR_MISSING_PASSPHRASE' || /\bENCRYPTED\b/.test(key);
    const why = locked ? 'is locked by a passphrase: store it without' : 'holds no private key';
    throw new Error(`server.tls.key_file: ${file} ${why}`, { cause });
  }
}

/** TlsWatch of watchTlsFiles. */
export interface TlsWatch {
  read: () => TlsMaterial;
  everyMs: number;
  onChange: (material: TlsMaterial) => void;
  /** Hears once of each state of the files that cannot be used; the last good one stays. */
  onError: (error: Error) => void;
}

/**
 * watchTlsFiles reads the files again and again, instead of asking the system for changes: that misses those of
 * mounted secrets, where a link above the files changes. Returns how to stop.
 */
export function watchTlsFiles(
  current: TlsMaterial,
  { read, everyMs, onChange, onError }: TlsWatch,
): () => void {
  let known = current;
  let complaint = '';
  const look = (): void => {
    try {
      const next = read();
      complaint = '';
      if (next.cert === known.cert && next.key === known.key && next.clientCa === known.clientCa) return;
      known = next;
      onChange(next);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (error.message === complaint) return;
      complaint = error.message;
      onError(error);
    }
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
