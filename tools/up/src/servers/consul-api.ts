import { request } from 'node:http';

/** ConsulReply is what Consul's HTTP API answered. */
export interface ConsulReply {
  status: number;
  body: string;
}

/** ConsulApi asks one agent in the name of one ACL token. */
export type ConsulApi = (
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  body?: object | string,
) => Promise<ConsulReply>;

/** How long an answer may take, in milliseconds. */
const timeout = 10_000;

/** consulApi makes requests to the agent at `url`. Not by fetch: that refuses some ports. */
export function consulApi(url: string, token?: string): ConsulApi {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const sent = request(
        new URL(`/v1/${path}`, url),
        {
          method,
          agent: false,
          signal: AbortSignal.timeout(timeout),
          headers: token === undefined ? {} : { 'X-Consul-Token': token },
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: text });
          });
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(typeof body === 'object' ? JSON.stringify(body) : body);
    });
}
