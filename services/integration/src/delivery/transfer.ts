import type { TransferRequest__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/TransferRequest';
import type { TransferResponse } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/TransferResponse';
import type { TransferStart__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/TransferStart';
import type { Call } from '@neighbourhood/shared/call/call';
import type { StreamHandler } from '@neighbourhood/shared/grpc/streaming';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import type { IntegrationApp } from '../app.ts';
import { invalidRequest } from '../domain/request-errors.ts';
import type { Transferred } from '../usecase/proxy-request.ts';
import type { IncomingBody } from '../usecase/transfer-body.ts';

type Transfers = Pick<IntegrationApp, 'proxyRequest' | 'transferFile'>;

/** createTransfer answers IntegrationService/Transfer: a request of any size, and its answer. */
export function createTransfer(app: Transfers): StreamHandler<TransferRequest__Output, TransferResponse> {
  return async (input, output, call) => {
    const parts = input[Symbol.asyncIterator]();
    const first = (await parts.next()) as IteratorResult<TransferRequest__Output, undefined>;
    const start = first.value?.start;
    if (!start) throw invalidRequest([{ path: 'start', message: 'must come first' }]);
    const { status, headers, body } = await begin(app, start, chunksOf(parts), call);
    const answer = { status, headers: headers.map(([name, value]) => ({ name, value })) };
    await output.write({ answer });
    for await (const chunk of body) await output.write({ chunk });
  };
}

function begin(
  app: Transfers,
  start: TransferStart__Output,
  chunks: AsyncIterable<Buffer>,
  call: Call,
): Promise<Transferred> {
  const { connectionId, purpose, contentType, proxy, action } = start;
  const { contentLength: length } = start;
  const body: IncomingBody | undefined = start.hasBody ? { chunks, length } : undefined;
  if (proxy) {
    const headers = proxy.headers.map(({ name, value }) => [name, value] as const);
    return app.proxyRequest({ ...proxy, headers, connectionId, purpose, body }, call);
  }
  if (!action) throw invalidRequest([{ path: 'start', message: 'must say what to do' }]);
  const request = { ...action, input: fromValue(action.input), connectionId, purpose, contentType, body };
  return app.transferFile(request, call);
}

async function* chunksOf(parts: AsyncIterator<TransferRequest__Output>): AsyncGenerator<Buffer> {
  for (;;) {
    const part = await parts.next();
    if (part.done === true) return;
    const { chunk } = part.value;
    if (chunk) yield chunk;
  }
}
