import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type CallResult, type Protocol } from '../src/domain/effects.ts';
import { type Json, type JsonObject } from '../src/domain/json.ts';
import { type DslError, WorkflowFault } from '../src/domain/workflow-error.ts';
import { createProtocolCalls, type ProtocolCalls } from '../src/infrastructure/calls/protocol-calls.ts';

/** Seen is a request as a server got it. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** CallServer is a server on loopback that does what it is told. */
export interface CallServer {
  url: string;
  port: number;
  seen: Seen[];
  /** What it does with the next requests. */
  handle: (request: Seen, response: ServerResponse) => void | Promise<void>;
  stop(): Promise<void>;
}

/** startCallServer starts a server that answers `{}` until told otherwise. */
export async function startCallServer(): Promise<CallServer> {
  const http = createServer((request, response) => {
    void read(request).then(seen => {
      server.seen.push(seen);
      return server.handle(seen, response);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const server: CallServer = {
    url: `http://127.0.0.1:${port}`,
    port,
    seen: [],
    handle: (_, response) => answer(response, {}),
    async stop() {
      http.closeAllConnections();
      http.close();
    },
  };
  return server;
}

async function read(request: IncomingMessage): Promise<Seen> {
  const { method = '', url = '', headers } = request;
  const chunks = (await request.toArray()) as Buffer[];
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}

/** answer sends JSON. */
export function answer(response: ServerResponse, value: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** testLimits are generous, but for the answer's size. */
export const testLimits = {
  timeout: 20_000,
  connectTimeout: 5_000,
  maxAnswer: 1_000_000,
  maxRedirects: 5,
  connections: 16,
  keepDocuments: 60_000,
};

/** testCalls makes calls of the local profile, with other settings if given. */
export function testCalls(
  more: Partial<Omit<Parameters<typeof createProtocolCalls>[0], 'limits'>> & {
    limits?: Partial<typeof testLimits>;
  } = {},
): ProtocolCalls {
  return createProtocolCalls({
    guard: { profile: 'local' },
    ...more,
    limits: { ...testLimits, ...more.limits },
  });
}

/** Performing is what a test may say about a call besides protocol and `with`. */
export interface Performing {
  input?: Json;
  workspaceId?: string;
  signal?: AbortSignal;
}

/** perform performs a call as the interpreter does. */
export function perform(
  calls: ProtocolCalls,
  protocol: Protocol,
  given: JsonObject,
  { input = {}, workspaceId = 'wsp_1', signal = new AbortController().signal }: Performing = {},
): Promise<CallResult> {
  const call = { protocol, with: given, input, idempotencyKey: 'exe_1:abc' };
  return calls.callsOf(workspaceId).perform(call, signal);
}

/** errorOf is the DSL error that a call fails with; its type is shortened to its name. */
export async function errorOf(call: Promise<unknown>): Promise<DslError> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof WorkflowFault)) throw error;
    return { ...error.error, type: error.error.type.split('/').at(-1) ?? '' };
  }
  throw new Error('the call succeeded');
}
