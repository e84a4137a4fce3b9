import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../../../test/journey/journey.ts';

/** Outcome counts what became of requests. */
export interface Outcome {
  sent: number;
  /** Answered as they should be at the first try. */
  first: number;
  /** Answered after a repeat: the same request, the same `Idempotency-Key`. */
  repeated: number;
  lost: string[];
  reasons: Map<string, number>;
  /** Between these was what went wrong. */
  firstWrong?: Date;
  lastWrong?: Date;
}

/** Load is a stream of requests that goes on until it is stopped. */
export interface Load {
  readonly soFar: Outcome;
  stop(): Promise<Outcome>;
}

interface Kind {
  name: string;
  method: string;
  path: string;
  body?: object;
  good: number;
}

function kindsOf(world: World): readonly Kind[] {
  const endUserId = world.endUserId;
  const notice = { version: '1', url: 'https://example.com/notice', language: 'en' };
  return [
    { name: 'read (auth)', method: 'GET', path: `/workspaces/${world.workspaceId ?? ''}`, good: 200 },
    { name: 'read (consent)', method: 'GET', path: `/consents/${world.consentId ?? ''}`, good: 200 },
    { name: 'read (integration)', method: 'GET', path: '/connections', good: 200 },
    { name: 'read (notification)', method: 'GET', path: '/webhooks', good: 200 },
    { name: 'read (workflow)', method: 'GET', path: '/workflows', good: 200 },
    {
      name: 'write (consent)',
      method: 'POST',
      path: '/consents',
      body: {
        endUserId,
        provider: 'sandbox',
        purposes: ['automation'],
        scopes: ['notes:read', 'notes:write'],
        notice,
      },
      good: 201,
    },
    {
      name: 'action (integration)',
      method: 'POST',
      path: `/connections/${world.connectionId ?? ''}/actions/list-notes`,
      body: { input: {} },
      good: 200,
    },
    {
      name: 'execution (workflow)',
      method: 'POST',
      path: `/workflows/${world.workflowId ?? ''}/executions`,
      body: { input: { title: 'Under load' }, endUserId },
      good: 202,
    },
  ];
}

/** startLoad sends `perSecond` requests of all kinds in turn, each on its own, as many callers would. */
export function startLoad(world: World, perSecond: number): Load {
  const kinds = kindsOf(world);
  const outcome: Outcome = { sent: 0, first: 0, repeated: 0, lost: [], reasons: new Map() };
  const atHand = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function once(kind: Kind, key: string): Promise<string | undefined> {
    const headers = kind.body === undefined ? {} : { 'idempotency-key': key };
    const as = { token: world.token ?? '', workspaceId: world.workspaceId ?? '' };
    try {
      const { status, body } = await world.rest.call(kind.method, kind.path, {
        as,
        headers,
        ...(kind.body ? { body: kind.body } : {}),
      });
      if (status === kind.good) return undefined;
      return `${kind.name}: ${String(status)} ${(body as { code?: string } | undefined)?.code ?? ''}`;
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
      return `${kind.name}: ${cause}`;
    }
  }

  async function send(kind: Kind): Promise<void> {
    const key = randomUUID();
    outcome.sent += 1;
    for (let attempt = 1; ; attempt += 1) {
      const wrong = await once(kind, key);
      if (wrong === undefined) {
        if (attempt === 1) outcome.first += 1;
        else outcome.repeated += 1;
        return;
      }
      outcome.firstWrong ??= new Date();
      outcome.lastWrong = new Date();
      outcome.reasons.set(wrong, (outcome.reasons.get(wrong) ?? 0) + 1);
      if (attempt === 6) {
        outcome.lost.push(wrong);
        return;
      }
      await pause(1_000 * attempt);
    }
  }

  const running = (async () => {
    for (let at = 0; !stopping.signal.aborted; at += 1) {
      const kind = kinds[at % kinds.length];
      if (kind !== undefined) {
        const one = send(kind).finally(() => atHand.delete(one));
        atHand.add(one);
      }
      await pause(1_000 / perSecond);
    }
  })();
  return {
    soFar: outcome,
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(atHand);
      return outcome;
    },
  };
}

/** told says what became of all requests, in a line. */
export function told({ sent, first, repeated, lost, reasons, firstWrong, lastWrong }: Outcome): string {
  const when = firstWrong === undefined ? '' : ` from ${time(firstWrong)} to ${time(lastWrong)}`;
  const why = [...reasons].map(([reason, count]) => `${String(count)} × ${reason}`).join(', ');
  return `${String(sent)} requests, ${String(first)} answered at once, ${String(repeated)} after a repeat, ${String(lost.length)} lost${why === '' ? '' : ` (${why}${when})`}`;
}

const time = (at?: Date): string => at?.toISOString().slice(11, 19) ?? '';
