import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ProviderRequest } from '../provider-request.ts';
import { signForAws } from './aws-signature.ts';

/** What the official signer asks of a hash. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', typeof secret === 'string' ? secret : Buffer.from(secret as Uint8Array));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : Buffer.from(data as Uint8Array));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const now = new Date('2026-03-04T05:06:07.890Z');
const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const scope = { credentials, params: { region: 'eu-central-1' } };

async function officially(
  service: string,
  { method, url, headers, body }: ProviderRequest,
  given = credentials,
) {
  const { hostname, pathname, searchParams, host } = new URL(url);
  const signer = new SignatureV4({
    service,
    region: 'eu-central-1',
    credentials: given,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: true,
  });
  const query: Record<string, string[]> = {};
  for (const [name, value] of searchParams) (query[name] ??= []).push(value);
  const { authorization: _signed, ...rest } = headers;
  const isOurs = (name: string, value: string) => name.startsWith('x-amz-') && value !== 'UNSIGNED-PAYLOAD';
  const bare = Object.fromEntries(Object.entries(rest).filter(([name, value]) => !isOurs(name, value)));
  const signed = await signer.sign(
    {
      ...{ method, protocol: 'https:', hostname, path: pathname, query, body },
      headers: { ...bare, host },
    },
    { signingDate: now, unsignableHeaders: new Set(['accept', 'user-agent']) },
  );
  return signed.headers['authorization'];
}

const headers = { accept: 'application/json', 'user-agent': 'NeighbourHood' };
const json = { ...headers, 'content-type': 'application/json' };

test.each<[string, string, ProviderRequest]>([
  ['a list', 's3', { method: 'GET', url: 'https://s3.eu-central-1.amazonaws.com/', headers }],
  [
    'a list with a query in disorder',
    's3',
    {
      method: 'GET',
      url: 'https://s3.eu-central-1.amazonaws.com/bucket?prefix=a+b%2Fc&list-type=2&delimiter=%2F&marker=*~',
      headers,
    },
  ],
  [
    'an object with odd characters in its name',
    's3',
    {
      method: 'PUT',
      url: "https://bucket.s3.eu-central-1.amazonaws.com/a%20b/(c)!'*%C3%A4",
      headers,
      body: 'x',
    },
  ],
  [
    'a file in a folder, whose bytes are not known yet',
    's3',
    {
      method: 'PUT',
      url: 'https://bucket.s3.eu-central-1.amazonaws.com/2026%2Fmay%2Freport%201.pdf',
      headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
  ],
  [
    'a call with a body',
    'lambda',
    {
      method: 'POST',
      url: 'https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/arn%3Aaws%3Afn/invocations',
      headers: json,
      body: '{"ä":1}',
    },
  ],
  [
    'a mail',
    'ses',
    {
      method: 'POST',
      url: 'https://email.eu-central-1.amazonaws.com/v2/email/outbound-emails',
      headers: json,
      body: '{}',
    },
  ],
])('%s is signed as the official signer signs it', async (_what, service, request) => {
  const signed = signForAws(request, scope, now);
  expect(signed.headers['authorization']).toBe(await officially(service, signed));
  expect(signed.headers).not.toHaveProperty('host');
});

test('temporary credentials send their token along', async () => {
  const given = { ...credentials, sessionToken: 'session' };
  const request: ProviderRequest = { method: 'GET', url: 'https://s3.eu-central-1.amazonaws.com/', headers };
  const signed = signForAws(request, { ...scope, credentials: given }, now);
  expect(signed.headers['x-amz-security-token']).toBe('session');
  expect(signed.headers['authorization']).toBe(await officially('s3', signed, given));
});
