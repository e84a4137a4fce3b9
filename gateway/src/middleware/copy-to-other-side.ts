import { type Counter } from 'prom-client';
import { type Side } from '../domain/side.ts';
import { type Captured, createCapture } from '../http/capture.ts';
import { present, type Context } from '../http/state.ts';
import { type LegacyClient } from '../infrastructure/legacy-client.ts';
import { compareAnswers } from '../usecase/compare-answers.ts';
import { type SignIdentity } from '../usecase/ports.ts';
import { type AskPlatform } from './ask-platform.ts';
import { legacyRequest, readAll } from './forward-to-legacy.ts';

/** ShadowSettings bound what copies may cost; they may change while the gateway runs. */
export interface ShadowSettings {
  /** Operations that are copied though they are no GET. */
  operations: readonly string[];
  concurrency: number;
  timeoutMs: number;
  maxAnswerBytes: number;
  ignore: readonly string[];
}

/** CopyDependencies are what copies are made with. */
export interface CopyDependencies {
  client: LegacyClient;
  assert: SignIdentity;
  askPlatform: AskPlatform;
  settings: () => ShadowSettings;
  /** By `operation` and `outcome`. */
  outcomes: Counter<'operation' | 'outcome'>;
}

/** CopyToOtherSide prepares the copy of a request that `side` answers; it begins when that answer was sent. */
export type CopyToOtherSide = (context: Context, side: Side) => void;

const one = (value: string | string[] | number | undefined) => String(value ?? '');

/** What the caller got. A stream was captured on its way; everything else is still there. */
function answered(context: Context): Captured {
  const { body, status, state } = context;
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body as string) : undefined;
  const whole = state.captured?.whole();
  return {
    status,
    contentType: one(context.response.header['content-type']),
    encoding: one(context.response.header['content-encoding']),
    ...(text === undefined ? (whole === undefined ? {} : { body: whole }) : { body: text }),
  };
}

async function askLegacy(
  context: Context,
  { client, assert }: CopyDependencies,
  { timeoutMs, maxAnswerBytes }: ShadowSettings,
): Promise<Captured> {
  const { headers, ...request } = await legacyRequest(context, assert);
  const { rawBody } = context.state;
  const answer = await client.send({
    ...request,
    headers: { ...headers, 'accept-encoding': 'identity', 'x-shadow-request': 'true' },
    signal: AbortSignal.timeout(timeoutMs),
    ...(rawBody === undefined || rawBody.length === 0 ? {} : { body: rawBody }),
  });
  const captured = {
    status: answer.status,
    contentType: one(answer.headers['content-type']),
    encoding: one(answer.headers['content-encoding']),
  };
  const body = await readAll(answer.body, maxAnswerBytes).catch(() => undefined);
  return body === undefined ? captured : { ...captured, body };
}

/**
 * createCopyToOtherSide sends copies of requests to the side that did not answer, and compares. Its caller never
 * waits for that, nor hears of it; more copies than `concurrency` are not made. What differs is logged by path, never
 * by value.
 */
export function createCopyToOtherSide(dependencies: CopyDependencies): CopyToOtherSide {
  const { askPlatform, settings, outcomes } = dependencies;
  let underWay = 0;

  async function copy(context: Context, side: Side, bounds: ShadowSettings): Promise<string> {
    const main = answered(context);
    const other =
      side === 'legacy'
        ? await askPlatform(context, bounds.timeoutMs)
        : await askLegacy(context, dependencies, bounds);
    const limit = bounds.maxAnswerBytes;
    const { outcome, paths } = compareAnswers(main, other, { ignore: bounds.ignore, limit });
    if (outcome === 'different') {
      const operation = present(context, 'route').id;
      const statuses = { answered: main.status, copied: other.status };
      context.state.log.info({ operation, side, statuses, paths }, 'the two sides answer differently');
    }
    return outcome;
  }

  return (context, side) => {
    const bounds = settings();
    const operation = present(context, 'route').id;
    if (context.method !== 'GET' && !bounds.operations.includes(operation)) return;
    if (underWay >= bounds.concurrency) {
      outcomes.inc({ operation, outcome: 'skipped' });
      return;
    }
    underWay += 1;
    context.state.captured = createCapture(bounds.maxAnswerBytes);
    context.res.once('close', () => {
      const whole = context.res.writableFinished;
      const done = whole ? copy(context, side, bounds) : Promise.resolve('skipped');
      done
        .catch((err: unknown) => {
          context.state.log.debug({ err, operation }, 'a copy was not answered');
          return 'failed';
        })
        .then(outcome => outcomes.inc({ operation, outcome }))
        .finally(() => {
          underWay -= 1;
        })
        .catch(() => undefined);
    });
  };
}
