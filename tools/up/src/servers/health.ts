import { get } from 'node:http';

/** How long an answer may take, in milliseconds. */
const timeout = 2_000;

/** healthy tells whether a URL answers 2xx in time. */
export async function healthy(url: string): Promise<boolean> {
  const { status } = await ask(url);
  return status >= 200 && status < 300;
}

/** ask gets a URL. Not by fetch: that refuses some ports, of which a moved platform may have one. */
export function ask(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, signal: AbortSignal.timeout(timeout) }, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
