import { createHash, createHmac } from 'node:crypto';
import type { ProviderRequest } from '../provider-request.ts';
import { fillString, type Scope } from '../template.ts';

const algorithm = 'AWS4-HMAC-SHA256';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * signForAws signs a request by AWS Signature Version 4: `credentials.accessKeyId` and `.secretAccessKey`, and a
 * `.sessionToken` where there is one; `params.region`; the service is in the host.
 */
export function signForAws(request: ProviderRequest, scope: Scope, now: Date): ProviderRequest {
  const text = (path: string): string => fillString(`\${${path}}`, scope);
  const url = new URL(request.url);
  const service = serviceOf(url.host);
  // What is sent is what is signed: AWS reads neither a bare `*` nor `+` for a space as browsers do.
  url.pathname = url.pathname.replace(/[!'()*]/g, encode);
  // Folders of S3 are slashes in names.
  if (service === 's3') url.pathname = url.pathname.replaceAll('%2F', '/');
  const query = canonicalQuery(url);
  url.search = query;
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const token = text('credentials.sessionToken');
  const { authorization: _none, ...given } = request.headers;
  // A file that streams is not hashed before: `UNSIGNED-PAYLOAD`.
  const bodyHash = given['x-amz-content-sha256'] ?? sha256(request.body ?? '');
  const headers: Record<string, string> = {
    ...given,
    host: url.host,
    'x-amz-date': time,
    'x-amz-content-sha256': bodyHash,
    ...(token === '' ? {} : { 'x-amz-security-token': token }),
  };
  const names = Object.keys(headers).filter(isSigned).sort();
  const canonical = [
    request.method,
    // Every service but S3 signs the path encoded once more.
    service === 's3' ? url.pathname : url.pathname.split('/').map(encode).join('/'),
    query,
    ...names.map(name => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
  const day = time.slice(0, 8);
  const reach = `${day}/${text('params.region')}/${service}/aws4_request`;
  const key = [text('params.region'), service, 'aws4_request'].reduce<Buffer>(
    hmac,
    hmac(`AWS4${text('credentials.secretAccessKey')}`, day),
  );
  const signature = hmac(key, [algorithm, time, reach, sha256(canonical)].join('\n')).toString('hex');
  const { host: _host, ...sent } = headers;
  sent['authorization'] =
    `${algorithm} Credential=${text('credentials.accessKeyId')}/${reach}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...request, url: url.href, headers: sent };
}

/** `email.eu-west-1.amazonaws.com` signs as `ses`, `bucket.s3.eu-west-1…` as `s3`. */
function serviceOf(host: string): string {
  const parts = host.split('.');
  if (parts.includes('s3')) return 's3';
  const [first = ''] = parts;
  return first === 'email' ? 'ses' : first;
}

/** Proxies on the way may change the others. */
function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-amz-');
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([oneName, oneValue], [name, value]) =>
      oneName === name ? (oneValue < value ? -1 : 1) : oneName < name ? -1 : 1,
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    unit => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
