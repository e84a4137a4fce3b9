import { isWholeQuery, nextCursor } from '../domain/pagination.ts';
import { heldNames } from '../domain/provider-request.ts';
import { invalidInput } from '../domain/request-errors.ts';
import { fill, pick } from '../domain/template.ts';
import type { ProviderOutcome } from './ports.ts';
import type { ActionToRun } from './run-action.ts';

/** CursorSeals makes cursors that nobody else can make or read: what is sealed opens in its context only. */
export interface CursorSeals {
  seal(context: string, text: string): string;
  /** Undefined for what it did not seal so. */
  open(context: string, cursor: string): Promise<string | undefined>;
}

/**
 * openCursor is what the input's cursor says to the provider; '' where there is none. One that is a whole query must be
 * one that this action gave for this connection, or fails with ACTION.INVALID_INPUT: it would set any parameter.
 */
export async function openCursor(cursors: CursorSeals, run: ActionToRun): Promise<string> {
  const cursor = pick(run.input, 'cursor');
  const { pagination } = run.action;
  if (pagination === undefined || typeof cursor !== 'string') return '';
  const opened = isWholeQuery(pagination) ? await cursors.open(contextOf(run), cursor) : cursor;
  if (opened !== undefined) return opened;
  throw invalidInput([
    { path: 'input.cursor', message: 'must be a nextCursor of this action and connection' },
  ]);
}

/** withNext adds to an action's output the cursor of the page after it. */
export function withNext(
  cursors: CursorSeals,
  run: ActionToRun & { cursor: string },
  output: unknown,
  outcome: ProviderOutcome,
): unknown {
  const { provider, action, input, cursor } = run;
  const { pagination } = action;
  if (pagination === undefined) return output;
  const size = 'size' in pagination ? Number(fill(pagination.size ?? '', { input })) : 0;
  const next = nextCursor(pagination, outcome, {
    cursor,
    size: size > 0 ? size : undefined,
    held: heldNames(provider, action.request),
  });
  if (next === undefined) return output;
  const nextSealed = isWholeQuery(pagination) ? cursors.seal(contextOf(run), next) : next;
  return { ...(output as object), nextCursor: nextSealed };
}

function contextOf({ connection, action }: ActionToRun): string {
  return `${connection.id} ${action.id} ${action.version}`;
}
