import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { BrokenCircuitError, CircuitState, wrap } from 'cockatiel';
import { type Dispatcher, request as send } from 'undici';
import { judge } from '../domain/provider-answer.ts';
import type { Header } from '../domain/proxied-request.ts';
import type { ProviderStreams, StreamedAnswer, StreamedCall } from '../usecase/ports.ts';
import { AttemptError } from './attempt-error.ts';
import { codeOf, TransportError, unsent } from './http-sender.ts';
import type { Lanes } from './lanes.ts';
import type { ProviderMonitor } from './provider-monitor.ts';
import type { ProviderQuotas } from './provider-quotas.ts';
import { readAnswer, UnreadableAnswer } from './read-answer.ts';
import { backoff, type CallerSettings, explain } from './resilient-caller.ts';

interface Deps {
  dispatcher: Dispatcher;
  /** Bytes that an answer which is no file may have. */
  maxBytes: number;
  lanes: Lanes;
  quotas: ProviderQuotas;
  monitor: ProviderMonitor;
  /** As they are now. */
  settings: () => CallerSettings;
  now: () => Date;
}

const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * createProviderStreams sends requests whose bodies and answers may be of any size, by the same quotas, breakers and
 * bulkheads as actions. A body that is a stream is sent once; nothing is sent again because of an answer.
 */
export function createProviderStreams({
  dispatcher,
  maxBytes,
  lanes,
  quotas,
  monitor,
  settings,
  now,
}: Deps): ProviderStreams {
  /** Nobody is told of an answer that is not the provider's. */
  async function sendOnce(call: StreamedCall, signal: AbortSignal, isTold = true): Promise<StreamedAnswer> {
    const { provider, workspaceId, request, body } = call;
    let answer: Dispatcher.ResponseData;
    try {
      answer = await send(request.url, {
        dispatcher,
        signal,
        method: request.method,
        headers: request.headers,
        ...(body === undefined ? {} : { body: body as never }),
        responseHeaders: 'raw',
      });
    } catch (error) {
      const failure = call.bodyFailure?.();
      if (failure) throw failure;
      const reason = unsent(error);
      if (!(reason instanceof TransportError)) throw reason;
      if (isTold && !call.signal.aborted) monitor.heardNothing(provider, workspaceId);
      throw new AttemptError({ kind: 'transport', error: reason });
    }
    const headers = pairsOf(answer.headers as unknown as readonly (string | Buffer)[]);
    if (!isTold) return { status: answer.statusCode, headers, body: answer.body };
    const told = { status: answer.statusCode, headers: Object.fromEntries(headers), body: null };
    const verdict = judge(provider, told, now());
    monitor.heard(provider, workspaceId, told, verdict);
    await quotas.heard(call, told, verdict, now());
    return { status: answer.statusCode, headers, body: answer.body, outage: verdict.kind === 'unavailable' };
  }

  /** What the breaker counts as an outage is an answer all the same. */
  async function counted(call: StreamedCall, signal: AbortSignal): Promise<StreamedAnswer> {
    const { bulkhead, breaker } = lanes.lane(call.provider, call.workspaceId);
    if (breaker.state === CircuitState.Open) throw new BrokenCircuitError();
    const arrived = await quotas.take(call, call.deadline.getTime() - settings().reserveMs, signal);
    let answer: StreamedAnswer | undefined;
    try {
      return await wrap(bulkhead, breaker).execute(async () => {
        answer = await sendOnce(call, signal);
        if (answer.outage)
          throw new AttemptError({ kind: 'unavailable', status: answer.status, transient: false });
        return answer;
      }, signal);
    } catch (error) {
      if (answer) return answer;
      throw error;
    } finally {
      arrived();
    }
  }

  /**
   * Files lie elsewhere, at addresses that are credentials themselves: ours stay here, and so does the body. What such a
   * place refuses tells nothing of the connection.
   */
  async function follow(
    call: StreamedCall,
    answer: StreamedAnswer,
    signal: AbortSignal,
  ): Promise<StreamedAnswer> {
    const { provider, request } = call;
    const { body: _body, bodyFailure: _bodyFailure, ...rest } = call;
    let current = answer;
    let url = new URL(request.url);
    for (let hop = 0; hop < mostRedirects; hop++) {
      const next = nextPlace(call, current, url);
      if (next === undefined) break;
      url = next;
      discard(current);
      const asked = { method: 'GET', url: url.href, headers: { 'user-agent': 'NeighbourHood' } };
      const isHere = url.origin === new URL(request.url).origin;
      current = await sendOnce({ ...rest, request: asked }, signal, isHere);
    }
    const { status } = current;
    if (current === answer || (status >= 200 && status < 300)) return current;
    discard(current);
    const detail = `The place that ${provider.name} names for the file answered ${status}.`;
    const metadata = { attempts: '1', status: String(status) };
    throw new AppError('upstreamFailed', 'PROVIDER.ERROR', detail, { metadata });
  }

  return {
    async read(call, { status, headers, body }) {
      try {
        const named = Object.fromEntries(headers);
        const read = await readAnswer({ statusCode: status, headers: named, body }, maxBytes).catch(
          (error: unknown) => {
            if (!(error instanceof UnreadableAnswer))
              throw new AttemptError({ kind: 'transport', error: new TransportError(error, codeOf(error)) });
            if (status >= 300) return { body: null };
            throw new AttemptError({ kind: 'unreadable', error });
          },
        );
        const answer = { status, headers: named, ...read };
        const verdict = judge(call.provider, answer, now());
        if (verdict.kind === 'success' || verdict.kind === 'unauthorized')
          return { kind: verdict.kind, ...answer, attempts: 1 };
        throw new AttemptError(verdict);
      } catch (error) {
        throw explain(call, error, 1);
      }
    },

    async open(call) {
      const bounds = settings();
      const left = Math.max(1, call.deadline.getTime() - Date.now());
      const signal = AbortSignal.any([call.signal, AbortSignal.timeout(left)]);
      const again = call.repeatable && (call.body === undefined || Buffer.isBuffer(call.body));
      for (let attempt = 1; ; attempt++) {
        try {
          const answer = await counted(call, signal);
          return call.followRedirects === true ? await follow(call, answer, signal) : answer;
        } catch (error) {
          const hopeless = !(error instanceof AttemptError) || !error.mayRepeat(true) || signal.aborted;
          if (!again || hopeless || attempt >= bounds.attempts) throw explain(call, error, attempt);
          await delay(backoff(bounds.firstWaitMs, attempt));
        }
      }
    },
  };
}

/** Where a redirect leads that may be followed: what has to be sent again as it was is not, nor is anything in the clear. */
function nextPlace(
  { request, body }: StreamedCall,
  { status, headers }: StreamedAnswer,
  from: URL,
): URL | undefined {
  if (!redirects.has(status)) return undefined;
  const isSame = status === 307 || status === 308;
  if (isSame && (request.method !== 'GET' || body !== undefined)) return undefined;
  const location = headers.find(([name]) => name === 'location')?.[1] ?? '';
  if (location === '' || !URL.canParse(location, from.href)) return undefined;
  const next = new URL(location, from);
  return next.protocol === 'https:' || next.protocol === from.protocol ? next : undefined;
}

/** discard lets an answer go that nobody reads. */
export function discard({ body }: StreamedAnswer): void {
  body.once('error', () => undefined).destroy();
}

function pairsOf(raw: readonly (string | Buffer)[]): Header[] {
  const texts = raw.map(part => part.toString('latin1'));
  return texts.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), texts[index + 1] ?? ''] as const] : [],
  );
}
