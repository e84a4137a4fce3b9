import type { AppError } from '@neighbourhood/shared/errors/app-error';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { located } from '../domain/connection-params.ts';
import type { Provider } from '../domain/provider.ts';
import { createProviderQuotas, type QuotaCall } from './provider-quotas.ts';

const provider = (own: boolean) =>
  ({
    id: 'ours',
    name: 'Ours',
    rateLimit: { requests: 1_000, perSeconds: 1, client: { requests: 1, perSeconds: 3_600 } },
    ...(own ? { own: true } : {}),
  }) as Provider;

const newQuotas = () =>
  createProviderQuotas({
    store: createMemoryState(),
    replica: 'one',
    log: silentLog,
    settings: () => ({ longestWaitMs: 10, queue: 10 }),
  });

/** Whether a call of that workspace gets a token, of one that an hour brings. */
function takingFrom(own: boolean) {
  const quotas = newQuotas();
  return async (workspaceId: string): Promise<boolean> => {
    const call = { provider: provider(own), workspaceId, connection: { id: `con_${workspaceId}` } };
    const deadline = Date.now() + 1_000;
    return quotas.take(call, deadline, AbortSignal.timeout(1_000)).then(
      () => true,
      () => false,
    );
  };
}

test('workspaces share the quota of the platform’s client', async () => {
  const takes = takingFrom(false);
  expect([await takes('wsp_1'), await takes('wsp_2')]).toEqual([true, false]);
});

test('two workspaces whose own providers have one name share nothing', async () => {
  const takes = takingFrom(true);
  expect([await takes('wsp_1'), await takes('wsp_1'), await takes('wsp_2')]).toEqual([true, false, true]);
});

test('a call that the client’s quota refuses costs its connection nothing', async () => {
  const quotas = newQuotas();
  const limits = (connection: number, client: number) => ({
    ...provider(false),
    rateLimit: { requests: connection, perSeconds: 3_600, client: { requests: client, perSeconds: 3_600 } },
  });
  const takes = (id: string, of: object) =>
    quotas
      .take(
        { provider: of as Provider, workspaceId: 'wsp_1', connection: { id } },
        Date.now() + 1_000,
        AbortSignal.timeout(1_000),
      )
      .then(
        () => true,
        () => false,
      );
  expect([await takes('con_1', limits(2, 1)), await takes('con_1', limits(2, 1))]).toEqual([true, false]);
  expect(await takes('con_2', limits(1, 1))).toBe(false);
  expect(await takes('con_2', { ...limits(1, 1), id: 'another' })).toBe(true);
});

describe('a pause that an answer asks for', () => {
  const later = 1_000_000;
  const limited = { kind: 'rateLimited', transient: true, retryAfterSeconds: later } as const;
  const answer = { status: 429, headers: {}, body: {} };

  /** What a quota that is paused says a call would have to wait, in seconds; 0 where it need not. */
  function quotas() {
    const made = newQuotas();
    const waitOf = async (call: QuotaCall): Promise<number> =>
      made.take(call, Date.now() + 500, AbortSignal.timeout(1_000)).then(
        () => 0,
        (error: unknown) => (error as AppError).retryAfterSeconds ?? NaN,
      );
    const pause = (call: QuotaCall) => made.heard(call, answer, limited, new Date());
    return { made, waitOf, pause };
  }

  const many = { requests: 1_000, perSeconds: 1 };
  const shared = (change: object = {}) =>
    ({
      ...{ id: 'ours', name: 'Ours', baseUrl: 'https://api.example', params: [], actions: [], account: {} },
      ...{ rateLimit: { ...many, client: many }, retry: {}, errors: {}, auth: {} },
      ...change,
    }) as unknown as Provider;
  const call = (workspaceId: string, connection?: string, change: object = {}): QuotaCall => ({
    ...{ provider: shared(change), workspaceId },
    ...(connection === undefined ? {} : { connection: { id: connection } }),
  });

  test('stops a connection for an hour at most, and no other', async () => {
    const { waitOf, pause } = quotas();
    await pause(call('wsp_1', 'con_1'));
    const wait = await waitOf(call('wsp_1', 'con_1'));
    expect([wait > 3_000, wait <= 3_600]).toEqual([true, true]);
    expect(await waitOf(call('wsp_1', 'con_2'))).toBe(0);
  });

  test('stops all that have a client for a minute at most', async () => {
    const { waitOf, pause } = quotas();
    await pause(call('wsp_1'));
    const wait = await waitOf(call('wsp_2', 'con_2'));
    expect([wait > 30, wait <= 60]).toEqual([true, true]);
  });

  test.each([
    ['all requests', { baseUrl: 'https://${params.host}/api' }],
    [
      'the one that tells the account',
      { account: { request: { baseUrl: 'https://${params.host}.example' } } },
    ],
    ['an action', { actions: [{ request: { baseUrl: 'https://x.${params.host}' } }] }],
  ])('stops nobody else where a parameter names the host of %s', async (_name, change) => {
    const { waitOf, pause } = quotas();
    const params = [{ id: 'host' }];
    const here = {
      ...call('wsp_1'),
      provider: located(shared({ ...change, params }), { host: 'evil.example' }),
    };
    await pause(here);
    await pause(call('wsp_1', undefined, change));
    expect(await waitOf(call('wsp_2', 'con_2'))).toBe(0);
  });

  test('is asked for by a host whose path alone a parameter names', async () => {
    const { waitOf, pause } = quotas();
    await pause(call('wsp_1', undefined, { baseUrl: 'https://api.example/${params.account}' }));
    expect(await waitOf(call('wsp_2', 'con_2'))).toBeGreaterThan(0);
  });

  test('by a workspace’s own provider stops that workspace alone, though the platform has one of that id', async () => {
    const { waitOf, pause } = quotas();
    await pause(call('wsp_1', undefined, { own: true }));
    expect(await waitOf(call('wsp_1', 'con_1', { own: true }))).toBeGreaterThan(0);
    expect(await waitOf(call('wsp_2', 'con_2'))).toBe(0);
    expect(await waitOf(call('wsp_2', 'con_3', { own: true }))).toBe(0);
    expect(await waitOf(call('wsp_1', 'con_4'))).toBe(0);
  });

  test('that headers say lasts for ever ends with the window, or after an hour', async () => {
    const { made, waitOf } = quotas();
    const reset = { remainingHeader: 'left', resetHeader: 'reset', resetUnit: 'seconds' };
    const told = call('wsp_1', 'con_1', { rateLimit: { requests: 10, perSeconds: 60, ...reset } });
    expect(await waitOf(told)).toBe(0);
    const none = { status: 200, headers: { left: '0', reset: String(later) }, body: {} };
    await made.heard(told, none, { kind: 'success' }, new Date());
    const waits: number[] = [];
    for (let each = 0; each < 20; each++) waits.push(await waitOf(told));
    expect([Math.max(...waits) > 3_000, Math.max(...waits) <= 3_600]).toEqual([true, true]);
  });
});
