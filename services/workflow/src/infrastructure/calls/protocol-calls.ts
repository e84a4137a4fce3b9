import {
  createAddressResolver,
  createGuardedAgent,
  type GuardedAgentOptions,
  type GuardOptions,
} from '@neighbourhood/shared/net/ssrf';
import { type Calls, type CallResult, type ProtocolCall } from '../../domain/effects.ts';
import { fault } from '../../domain/workflow-error.ts';
import { type Library } from '../../usecase/import-resources.ts';
import { type Broker, callAsyncApi } from './asyncapi/asyncapi-call.ts';
import { type CallContext } from './call-context.ts';
import { createCredentials } from './authentication/credentials.ts';
import { withDeadline } from './deadline.ts';
import { createExpiringCache } from './expiring-cache.ts';
import { type GrpcCaller } from './grpc/grpc-call.ts';
import { callHttp } from './http/http-call.ts';
import { callMcp } from './mcp/mcp-call.ts';
import { abortFault } from './net-faults.ts';
import { createOAuthTokens } from './authentication/oauth-tokens.ts';
import { callOpenApi } from './openapi/openapi-call.ts';
import { readDocument } from './read-document.ts';
import { createResources } from './resources.ts';
import { endpoint } from './shapes.ts';
import { createTransport } from './transport.ts';

/** CallLimits bounds one call; times in milliseconds. */
export interface CallLimits {
  /** The whole of a call: redirects and authentication included. */
  timeout: number;
  connectTimeout: number;
  /** Bytes of an answer or a document, unpacked. */
  maxAnswer: number;
  maxRedirects: number;
  /** Connections to one origin at the same time; further calls wait, within their time. */
  connections: number;
  /** How long documents of APIs are remembered. */
  keepDocuments: number;
}

interface Deps {
  guard: GuardOptions;
  limits: CallLimits;
  /** Where AsyncAPI messages go that are not sent over HTTP; absent: nowhere. */
  broker?: Broker;
  /** For tests. */
  resolve?: NonNullable<GuardedAgentOptions['resolve']>;
}

/** ProtocolCalls performs calls by protocols for all workspaces. */
export interface ProtocolCalls extends Library {
  callsOf(workspaceId: string): Calls;
  close(): Promise<void>;
}

/** Characters of documents that are remembered, of all workspaces together. */
const documentsKept = 16 * 1024 * 1024;
const tokensKept = 10_000;

/** createProtocolCalls makes the one way out of the workflow service; every connection passes the guard. */
export function createProtocolCalls({ guard, limits, broker, resolve }: Deps): ProtocolCalls {
  const guarded = { ...guard, ...(resolve ? { resolve } : {}) };
  const agent = createGuardedAgent({
    ...guarded,
    connectTimeoutMs: limits.connectTimeout,
    headersTimeoutMs: limits.timeout,
    bodyTimeoutMs: limits.timeout,
    connections: limits.connections,
  });
  const { maxRedirects, timeout: timeoutMs } = limits;
  const now = () => Date.now();
  const transport = createTransport({ dispatcher: agent, maxAnswerBytes: limits.maxAnswer });
  const http = { transport, maxRedirects };
  const tokens = createOAuthTokens({
    transport,
    cache: createExpiringCache({ capacity: tokensKept, now }),
    timeoutMs,
    now,
  });
  const resourcesOf = createResources({
    transport,
    cache: createExpiringCache({ capacity: documentsKept, now }),
    maxRedirects,
    timeoutMs,
    keepMs: limits.keepDocuments,
    now,
  });
  // Loaded with the first such call: half of what loading this module would take.
  let grpc: Promise<GrpcCaller> | undefined;
  async function loadGrpc(): Promise<GrpcCaller> {
    const { createGrpcCaller } = await import('./grpc/grpc-call.ts');
    return createGrpcCaller({
      resolve: createAddressResolver(guarded),
      plaintext: guard.profile === 'local',
      maxAnswerBytes: limits.maxAnswer,
    });
  }
  const mcp = { dispatcher: agent, maxAnswerBytes: limits.maxAnswer };

  async function start({ protocol, with: given }: ProtocolCall, context: CallContext): Promise<CallResult> {
    switch (protocol) {
      case 'http':
        return callHttp(http, given, context);
      case 'openapi':
        return callOpenApi(http, given, context);
      case 'grpc':
        return (await (grpc ??= loadGrpc()))(given, context);
      case 'asyncapi':
        return callAsyncApi(http, broker, given, context);
      case 'mcp':
        return callMcp(mcp, given, context);
      case 'a2a':
        throw fault('configuration', 'This runtime does not call a2a agents');
    }
  }

  return {
    callsOf: workspaceId => {
      const credentialsOf = createCredentials(tokens, workspaceId);
      const resources = resourcesOf(workspaceId, credentialsOf);
      return {
        perform(call, outer) {
          const { input, idempotencyKey } = call;
          return withDeadline(outer, timeoutMs, async signal => {
            if (signal.aborted) throw abortFault(signal, '');
            return start(call, { workspaceId, input, idempotencyKey, signal, credentialsOf, resources });
          });
        },
      };
    },
    async read(workspaceId, given, as) {
      const { data } = endpoint.safeParse(given);
      if (!data) throw fault('configuration', 'An endpoint is an address, or an object with uri');
      const resources = resourcesOf(workspaceId, createCredentials(tokens, workspaceId));
      return resources.read(data, {}, as, resource =>
        as === 'text' ? resource.text : readDocument(resource).root,
      );
    },
    close: () => agent.destroy(),
  };
}
