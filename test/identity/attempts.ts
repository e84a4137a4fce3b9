import { status } from '@grpc/grpc-js';
import { bodyOf } from './methods.ts';
import { type Answer, type Headers, inTurns, type RawClient } from './raw-call.ts';

/** Attempt is one call that must come to nothing. */
export interface Attempt {
  /** Who tries what, for the list of those that went otherwise. */
  what: string;
  client: RawClient;
  path: string;
  headers?: Headers;
  body?: Buffer;
  /** gRPC codes that are the right refusal. */
  refusedWith: readonly number[];
}

const told = (what: string, path: string, { code, details, fromService }: Answer): string =>
  `${what}: ${path} → ${status[code] ?? code}${fromService ? ' of the service' : ''}: ${details.slice(0, 120)}`;

/** surprises makes all attempts and tells those that were not refused as they should be. */
export async function surprises(attempts: readonly Attempt[]): Promise<string[]> {
  const outcomes = await inTurns(attempts, async ({ what, client, path, headers, body, refusedWith }) => {
    const answer = await client.call(path, headers, body ?? bodyOf(path));
    return refusedWith.includes(answer.code) ? [] : [told(what, path, answer)];
  });
  return outcomes.flat();
}

/** What a service says before it looks at what is asked. */
const notAnswers: readonly number[] = [status.UNAUTHENTICATED, status.UNIMPLEMENTED];

/** Methods that ask for a proof of their own, and so look at what is asked before they say that. */
const withProof = /\/ReceiveHook$/;

/** unreached makes calls that must go through, and tells those that no service answered. */
export async function unreached(calls: readonly Omit<Attempt, 'refusedWith'>[]): Promise<string[]> {
  const outcomes = await inTurns(calls, async ({ what, client, path, headers, body }) => {
    const answer = await client.call(path, headers, body ?? bodyOf(path));
    const answered = withProof.test(path) || !notAnswers.includes(answer.code);
    return answer.fromService && answered ? [] : [told(what, path, answer)];
  });
  return outcomes.flat();
}
