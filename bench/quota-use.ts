import { setTimeout as delay } from 'node:timers/promises';
import { createProviderAccess } from '../services/integration/src/infrastructure/provider-access.ts';
import type { ProviderCaller } from '../services/integration/src/usecase/ports.ts';
import { readSandbox } from '../services/integration/test/sandbox-catalogue.ts';
import { createSidecar } from '../shared/dapr/sidecar.ts';
import { createGuardedAgent } from '../shared/net/ssrf.ts';
import { silentLog } from '../shared/testing/fake-call.ts';
import { variableOf } from '../tools/up/src/process/variable.ts';
import { processOf } from './platform.ts';
import { startMock } from './strict-mock.ts';

/** QuotaUse is what a strict provider saw of a load of ten times its quota, from three replicas. */
export interface QuotaUse {
  requests: number;
  perSeconds: number;
  asked: number;
  refused: number;
  /** Share of what the provider allows after the first burst. */
  used: number;
}

const actions = {
  ...{ attemptTimeout: 5_000, attempts: 1, firstWait: 100, longestWait: 5_000, reserve: 100 },
  ...{
    maxAnswer: 1024 ** 2,
    maxTransfer: 1024 ** 2,
    breakerFailures: 100,
    breakerOpen: 1_000,
    concurrency: 200,
    queue: 50,
    lease: 60_000,
  },
};

/** measureQuotaUse floods a strict provider for `windows` windows, on the platform's state store. */
export async function measureQuotaUse(
  quota: { requests: number; perSeconds: number },
  windows: number,
): Promise<QuotaUse> {
  const { pid } = processOf('integration');
  const sidecar = createSidecar({
    grpcPort: Number(variableOf(pid, 'DAPR_GRPC_PORT')),
    apiToken: variableOf(pid, 'DAPR_API_TOKEN'),
    log: silentLog,
  });
  const agent = createGuardedAgent({ profile: 'local', connections: 64 });
  const replicas = Array.from({ length: 3 }, () =>
    createProviderAccess({
      ...{
        dispatcher: agent,
        tokenDispatcher: agent,
        store: sidecar.state('statestore'),
        log: silentLog,
        actions,
      },
      now: () => new Date(),
    }),
  );
  const mock = await startMock({ requests: quota.requests, windowMs: quota.perSeconds * 1_000 });
  const provider = {
    ...(await readSandbox(mock.url)),
    rateLimit: { ...quota, resetUnit: 'seconds' as const },
  };
  const connection = { id: `bench-${Date.now()}` };
  const call = (caller: ProviderCaller) =>
    caller.call({
      ...{ provider, workspaceId: 'bench', connection, repeatable: true },
      request: { method: 'GET', url: mock.url, headers: {} },
      deadline: new Date(Date.now() + 30_000),
      signal: new AbortController().signal,
    });
  let asked = 0;
  const gap = (quota.perSeconds * 1_000) / (quota.requests * 10);
  const until = performance.now() + windows * quota.perSeconds * 1_000;
  const calls: Promise<unknown>[] = [];
  for (let next = performance.now(); next < until; next += gap) {
    await delay(Math.max(0, next - performance.now()));
    const replica = replicas[(asked += 1) % replicas.length];
    if (replica) calls.push(call(replica.caller).catch(() => undefined));
  }
  const seen = mock.accepted.filter(at => at < until);
  await Promise.all(calls);
  mock.stop();
  sidecar.close();
  await agent.close();
  const possible = (((until - (seen[0] ?? 0)) / 1_000) * quota.requests) / quota.perSeconds;
  return { ...quota, asked, refused: mock.refused(), used: seen.length / possible };
}
