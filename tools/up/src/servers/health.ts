import { readFileSync } from 'node:fs';
import { type IncomingMessage, get } from 'node:http';
import { get as getTls } from 'node:https';

/** How long an answer may take, in milliseconds. */
const timeout = 2_000;

/** healthy tells whether a URL answers 2xx in time; `ca` is the file of the authority of an https one. */
export async function healthy(url: string, ca?: string): Promise<boolean> {
  return isFine(await ask(url, ca));
}

/** reaches tells whether a readiness URL answers 2xx, and says of none of `names` that it is `"down"`. */
export async function reaches(url: string, names: readonly string[], ca?: string): Promise<boolean> {
  const answer = await ask(url, ca);
  if (!isFine(answer)) return false;
  const down = [...answer.body.matchAll(/"([\w-]+)":\s*"down"/g)].map(([, name]) => name);
  return !names.some(name => down.includes(name));
}

const isFine = ({ status }: { status: number }): boolean => status >= 200 && status < 300;

/** ask gets a URL. Not by fetch: that refuses some ports, of which a moved platform may have one. */
export function ask(url: string, ca?: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = { agent: false, signal: AbortSignal.timeout(timeout) } as const;
    const receive = (response: IncomingMessage): void => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
      response.on('error', reject);
    };
    const request =
      ca === undefined
        ? get(url, options, receive)
        : getTls(url, { ...options, ca: readFileSync(ca) }, receive);
    request.on('error', reject);
  });
}
