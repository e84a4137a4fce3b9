import { type Readable } from 'node:stream';
import { type Cookie } from './cookies.ts';

/** Reply is what a route answers: JSON, or text of a given type, or nothing. */
export interface Reply {
  status: number;
  json?: unknown;
  text?: string;
  contentType?: string;
  /** A body of any size, as it comes. */
  stream?: Readable;
  headers?: Readonly<Record<string, string>>;
  cookies?: readonly Cookie[];
}

/** json answers with a JSON body, 200 unless told. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, json: body, headers };
}

/** noContent answers 204. */
export function noContent(): Reply {
  return { status: 204 };
}

/** text answers with a body of another type than JSON. */
export function text(body: string, contentType: string): Reply {
  return { status: 200, text: body, contentType };
}

/** redirect answers 302; nobody may cache where a one-time link leads. */
export function redirect(location: string, cookies: readonly Cookie[] = []): Reply {
  return { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' }, cookies };
}
