import { request } from 'node:http';
import { Failure } from '../process/failure.ts';

/** VaultReply is what Vault's HTTP API answered; the body is empty for 204. */
export interface VaultReply {
  status: number;
  body: Record<string, unknown>;
}

/** VaultApi asks one Vault in the name of one token. */
export type VaultApi = (
  method: 'GET' | 'LIST' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<VaultReply>;

/** How long an answer may take, in milliseconds. */
const timeout = 20_000;

/** vaultApi makes requests to the Vault at `url`. Not by fetch: that refuses some ports. */
export function vaultApi(url: string, token?: string): VaultApi {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const sent = request(
        new URL(`/v1/${path}`, url),
        {
          method,
          agent: false,
          signal: AbortSignal.timeout(timeout),
          headers: { 'X-Vault-Request': 'true', ...(token === undefined ? {} : { 'X-Vault-Token': token }) },
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: parse(text) });
          });
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

/** asked makes a request that must succeed; a Failure says what Vault said. */
export async function asked(api: VaultApi, ...question: Parameters<VaultApi>): Promise<VaultReply['body']> {
  const [method, path] = question;
  const { status, body } = await api(...question);
  if (status >= 200 && status < 300) return body;
  const errors = Array.isArray(body['errors']) ? body['errors'].join('; ') : '';
  throw new Failure(
    `vault: ${method} ${path} was answered ${String(status)}${errors === '' ? '' : `: ${errors}`}`,
  );
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
