import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'INVALID_CA',
]);

/** TlsExpectation is what a server was to be verified by. */
export interface TlsExpectation {
  host: string;
  /** The setting that names the file of authorities, as `sslrootcert`. */
  setting: string;
  /** That file, where one is named; else the authorities that the machine trusts. */
  file?: string | undefined;
}

/** explainTls says in words why a server was refused, or nothing where `error` is about something else. */
export function explainTls(error: unknown, { host, setting, file }: TlsExpectation): string | undefined {
  const code = codeOf(error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `its certificate is not for the host ${host}`;
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired';
  if (code === 'CERT_NOT_YET_VALID') return 'its certificate is not valid yet';
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'it speaks no TLS';
  if (!untrusted.has(code)) return undefined;
  return file === undefined
    ? `its certificate is of no authority that this machine trusts; ${setting} names a file of others`
    : `its certificate is of no authority in ${setting}, ${file}`;
}

/** Drivers wrap errors: the code lies deeper then. */
function codeOf(error: unknown, depth = 0): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined || depth === 4 ? '' : codeOf(cause, depth + 1);
}

/** readCertificates reads a file of PEM certificates; the error names the setting and the file. */
export function readCertificates(setting: string, file: string): string {
  const text = readPem(setting, file);
  try {
    new X509Certificate(text);
  } catch (cause) {
    throw new Error(`${setting}: ${file} holds no PEM certificate`, { cause });
  }
  return text;
}

/** readPem reads a file that must be there; the error names the setting and the file. */
export function readPem(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: 'is not there',
      EACCES: 'may not be read by this user',
    };
    throw new Error(`${setting}: ${file} ${reasons[code] ?? `cannot be read (${code})`}`, { cause });
  }
}
