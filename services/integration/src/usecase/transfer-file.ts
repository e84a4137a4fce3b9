import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { needsReauth, requireUsable } from '../domain/connection.ts';
import { fillFor } from '../domain/bounded.ts';
import { refused } from '../domain/events.ts';
import { multipartOf } from '../domain/multipart.ts';
import { buildActionRequest } from '../domain/provider-request.ts';
import { fill } from '../domain/template.ts';
import {
  type ExecuteActionRequest,
  findConnection,
  requireAction,
  requireConsent,
  requireInput,
  requireScopes,
} from './execute-action.ts';
import { requireProvider } from './find-provider.ts';
import type { createFreshCredentials, FreshCredentials } from './fresh-credentials.ts';
import type { createNoteUse } from './note-use.ts';
import type {
  CheckSchema,
  Connections,
  Consents,
  ProviderStreams,
  StreamedAnswer,
  StreamedCall,
  WorkspaceCatalogue,
} from './ports.ts';
import type { Transferred } from './proxy-request.ts';
import { type ActionToRun, outputOf, requireFitting } from './run-action.ts';
import { answerLimit, atMost, bodyFrom, type IncomingBody, type OutgoingBody } from './transfer-body.ts';

/** FileRequest runs an action whose request or answer is a file. */
export interface FileRequest extends Pick<
  ExecuteActionRequest,
  'connectionId' | 'action' | 'version' | 'input' | 'purpose'
> {
  body?: IncomingBody | undefined;
  contentType: string;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  connections: Connections;
  consents: Consents;
  checkSchema: CheckSchema;
  fresh: ReturnType<typeof createFreshCredentials>;
  streams: ProviderStreams;
  noteUse: ReturnType<typeof createNoteUse>;
  /** Bytes that a file may have. */
  mostBytes: number;
}

/** Of a download's headers, those that tell about the file. */
const aboutFiles = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'content-disposition',
  'etag',
  'last-modified',
]);

/** createTransferFile streams a file to the provider, or from it, as the action says. */
export function createTransferFile(deps: Deps) {
  const { catalogue, connections, consents, checkSchema, fresh, streams, noteUse, mostBytes } = deps;

  function callOf(run: ActionToRun, used: FreshCredentials, file: File, call: Call): StreamedCall {
    const { provider, connection, action, input } = run;
    const scope = { input, credentials: used.credentials.values, params: connection.params };
    const { method, url, headers, body: json } = buildActionRequest(provider, action, scope);
    const common = {
      provider,
      workspaceId: connection.workspaceId,
      connection,
      bodyFailure: file.sent.failure,
      repeatable: action.idempotent,
      deadline: call.deadline,
      signal: call.signal,
      secrets: Object.values(used.credentials.values),
      followRedirects: action.file === 'download',
    };
    if (action.file === 'download') {
      const body = json === undefined ? {} : { body: Buffer.from(json) };
      // JSON is what is asked for unless an entry says otherwise, and no file.
      const accept = headers['accept'] === 'application/json' ? '*/*' : (headers['accept'] ?? '*/*');
      return { ...common, ...body, request: { method, url, headers: { ...headers, accept } } };
    }
    const template = action.request.body ?? {};
    const fields = fillFor(provider, () => fill(template, scope));
    const whole =
      action.request.encoding === 'multipart'
        ? multipartOf(fields, { ...file, field: action.request.fileField ?? 'file', input })
        : {
            body: file.sent.body,
            contentType: headers['content-type'] ?? file.contentType,
            length: file.length,
          };
    return {
      ...common,
      request: {
        method,
        url,
        headers: {
          ...headers,
          'content-type': whole.contentType,
          ...(whole.length === undefined ? {} : { 'content-length': String(whole.length) }),
        },
      },
      ...(whole.body === undefined ? {} : { body: whole.body }),
    };
  }

  /** Credentials that are refused are renewed once, where the file can be sent again. */
  async function open(run: ActionToRun, file: File, call: Call) {
    const { provider, connection } = run;
    let used = await fresh(provider, connection);
    let sent = callOf(run, used, file, call);
    let answer = await streams.open(sent);
    const again = file.sent.body === undefined || Buffer.isBuffer(file.sent.body);
    if (answer.status === 401 && again) {
      answer.body.once('error', () => undefined).destroy();
      used = await fresh(provider, connection, used.version);
      sent = callOf(run, used, file, call);
      answer = await streams.open(sent);
    }
    return { sent, answer, used };
  }

  async function perform(
    run: ActionToRun,
    file: File,
    call: Call,
  ): Promise<{ attempts: number; output?: unknown; answer?: StreamedAnswer }> {
    const { connection, action } = run;
    const { sent, answer, used } = await open(run, file, call);
    const good = answer.status >= 200 && answer.status < 300;
    if (action.file === 'download' && good) return { attempts: 1, answer };
    const outcome = await streams.read(sent, answer);
    if (outcome.kind === 'unauthorized') {
      await connections.markNeedsReauth(connection, used.version, 'refused', refused(connection, 'refused'));
      throw needsReauth({ ...connection, statusReason: 'refused' });
    }
    const output = fillFor(run.provider, () => outputOf(run, outcome));
    requireFitting(run, outcome, { output, fits: checkSchema(action.output, output).length === 0 });
    return { attempts: 1, output };
  }

  return async (request: FileRequest, call: Call): Promise<Transferred> => {
    requirePermission(call, 'integration:execute');
    const workspaceId = requireWorkspace(call);
    const named = { ...request, endUserId: '', provider: '', idempotencyKey: '' };
    const connection = await findConnection(connections, workspaceId, named, call);
    const provider = await requireProvider(catalogue, workspaceId, connection.provider, connection.params);
    const action = requireAction(provider, named);
    if (action.file === undefined || (action.file === 'upload') !== (request.body !== undefined))
      throw noFile(action.file);
    const input = requireInput(checkSchema, action, request.input);
    await requireConsent(consents, { connection, action, purpose: request.purpose }, call);
    requireUsable(connection);
    requireScopes(connection, action);

    const run = { provider, connection, action, input, idempotencyKey: '' };
    const file = {
      sent: await bodyFrom(request.body, mostBytes),
      contentType: request.contentType || 'application/octet-stream',
      length: request.body?.length,
    };
    const { result, executedAt, durationMs } = await noteUse({ connection, action: action.id }, call, () =>
      perform(run, file, call),
    );
    const { attempts, output, answer } = result;
    if (answer) {
      return {
        status: 200,
        headers: answer.headers.filter(([name]) => aboutFiles.has(name)),
        body: atMost(answer.body, mostBytes, answerLimit(provider.name, mostBytes)),
      };
    }
    const json = JSON.stringify({ output, executedAt: executedAt.toISOString(), durationMs, attempts });
    return { status: 200, headers: [['content-type', 'application/json']], body: once(Buffer.from(json)) };
  };
}

interface File {
  sent: OutgoingBody;
  contentType: string;
  length: number | undefined;
}

function noFile(file: 'upload' | 'download' | undefined): AppError {
  const detail =
    file === 'upload'
      ? 'This action takes a file: send it as the body, with its own content type and the input in the query parameter `input`.'
      : 'This action takes no file: send JSON.';
  return new AppError('unsupportedMediaType', 'REQUEST.UNSUPPORTED_MEDIA_TYPE', detail);
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(chunk);
}
