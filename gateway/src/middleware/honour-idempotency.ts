import { AppError } from '@neighbourhood/shared/errors/app-error';
import { fingerprintOf, isKept, judge, recordKey } from '../domain/idempotency.ts';
import { type Answer, applyAnswer } from '../http/answer.ts';
import { problemAnswer } from '../http/problem.ts';
import { type Context, present, type Step } from '../http/state.ts';
import { type IdempotencyRecords, type Vault } from '../usecase/idempotency-records.ts';

/** idempotencyKeyOf is the Idempotency-Key where it counts: on an idempotent route, from somebody who is known here. */
export function idempotencyKeyOf(context: Context): string | undefined {
  const key = context.get('Idempotency-Key');
  const { idempotent, auth } = present(context, 'route');
  const known = auth !== 'public' && context.state.principal !== undefined;
  if (key === '' || !idempotent || !known) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError(
    'invalidArgument',
    'REQUEST.INVALID',
    'An Idempotency-Key has 1 to 255 visible ASCII characters.',
    {
      fields: [{ path: 'Idempotency-Key', message: 'must have 1 to 255 visible ASCII characters' }],
    },
  );
}

/** A file is not read twice to compare it: its length and type are what is known of it. */
const aboutUpload = (context: Context): Buffer =>
  Buffer.from(`${context.get('Content-Length')} ${context.get('Content-Type')}`.trim());

const busy = () =>
  new AppError(
    'conflict',
    'REQUEST.IN_PROGRESS',
    'A request with this Idempotency-Key is still being worked on.',
    { retryAfterSeconds: 1 },
  );
const mismatch = () =>
  new AppError(
    'unprocessable',
    'REQUEST.IDEMPOTENCY_MISMATCH',
    'This Idempotency-Key was used for another request; take a new one.',
  );

/**
 * honourIdempotency runs a POST with an Idempotency-Key once: repeats get the first answer again, byte for
 * byte. The key goes on to the service, as it is known here, so that an answer lost on the way is not lost.
 */
export function honourIdempotency({ records, vault }: { records: IdempotencyRecords; vault: Vault }): Step {
  async function finish(
    context: Context,
    answer: Answer,
    key: string,
    fingerprint: string,
    workspaceId: string,
  ): Promise<void> {
    try {
      if (!isKept(answer.status) || answer.streamed) await records.release(key);
      else await records.keep(key, fingerprint, vault.seal(JSON.stringify(answer), { workspaceId, key }));
    } catch (err) {
      // What was asked for was done, and its caller hears so; repeats wait until the claim ends by itself.
      context.state.log.error({ err }, 'an answer could not be kept for its Idempotency-Key');
    }
  }

  return async (context, next) => {
    const given = idempotencyKeyOf(context);
    if (given === undefined) return next();
    const { subject, workspaceId = '' } = present(context, 'principal');
    const key = recordKey({
      caller: subject,
      workspaceId,
      method: context.method,
      path: context.path,
      key: given,
    });
    const fingerprint = fingerprintOf(context.querystring, context.state.rawBody ?? aboutUpload(context));

    const record = await records.find(key);
    const verdict = judge(record, fingerprint);
    if (verdict === 'mismatch') throw mismatch();
    if (verdict === 'running') throw busy();
    if (verdict === 'replay') {
      applyAnswer(context, JSON.parse(vault.open(record?.sealed ?? '', { workspaceId, key })) as Answer);
      context.set('Idempotency-Replayed', 'true');
      return undefined;
    }
    if (!(await records.claim(key, fingerprint))) throw busy();

    context.state.call = { ...present(context, 'call'), idempotencyKey: key };
    let answer: Answer;
    try {
      await next();
      answer = present(context, 'answer');
    } catch (error) {
      answer = problemAnswer(context, error);
      applyAnswer(context, answer);
    }
    await finish(context, answer, key, fingerprint, workspaceId);
    return undefined;
  };
}
