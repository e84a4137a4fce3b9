/** Answer is what the API answered. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, text, or undefined for an empty body. */
  body: unknown;
}

/** Credentials that a request carries. */
export type As = { token: string; workspaceId?: string } | { apiKey: string } | undefined;

/** Rest calls the public REST API. */
export interface Rest {
  /** Where the gateway is, as `http://127.0.0.1:8080`. */
  baseUrl: string;
  /** Calls `/api/v1<path>`; `body` is sent as JSON unless it is a string or bytes. */
  call(method: string, path: string, options?: RestOptions): Promise<Answer>;
}

/** RestOptions of one call. */
export interface RestOptions {
  as?: As;
  body?: unknown;
  headers?: Record<string, string>;
}

function credentials(as: As): Record<string, string> {
  if (as === undefined) return {};
  if ('apiKey' in as) return { 'x-api-key': as.apiKey };
  return {
    authorization: `Bearer ${as.token}`,
    ...(as.workspaceId === undefined ? {} : { 'x-workspace-id': as.workspaceId }),
  };
}

async function parsed(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  const type = response.headers.get('content-type') ?? '';
  return /\bjson\b/.test(type) ? JSON.parse(text) : text;
}

/** createRest makes a client of a gateway. */
export function createRest(baseUrl: string): Rest {
  return {
    baseUrl,
    async call(method, path, { as, body, headers = {} } = {}) {
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      const response = await fetch(`${baseUrl}/api/v1${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...credentials(as),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: raw ? (body as RequestInit['body'] & {}) : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: await parsed(response) };
    },
  };
}
