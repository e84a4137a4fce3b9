import { Agent, get } from 'node:http';
import { Client, credentials, Metadata } from '@grpc/grpc-js';

/** Target is something to call over and over; `call` rejects unless the answer is the right one. */
export interface Target {
  name: string;
  call(): Promise<void>;
  close(): void;
}

/** Latency of a target at one concurrency, in milliseconds. */
export interface Latency {
  name: string;
  concurrency: number;
  requests: number;
  /** How many of them did not get the right answer; times are those of the others. */
  failed: number;
  p50: number;
  p99: number;
  perSecond: number;
}

/** httpTarget reads URLs in turn over kept connections, and wants 200. */
export function httpTarget(name: string, requests: readonly { url: string; apiKey?: string }[]): Target {
  const agent = new Agent({ keepAlive: true });
  let next = 0;
  return {
    name,
    call: () =>
      new Promise((resolve, reject) => {
        const { url = '', apiKey } = requests[next++ % requests.length] ?? {};
        const headers = apiKey === undefined ? {} : { 'x-api-key': apiKey };
        get(url, { agent, headers, timeout: 10_000 }, response => {
          response.resume();
          response.on('error', reject);
          response.on('end', () => {
            if (response.statusCode === 200) resolve();
            else reject(new Error(`GET ${url} answered ${response.statusCode}`));
          });
        })
          .on('timeout', () => reject(new Error(`GET ${url} did not answer within 10 s`)))
          .on('error', reject);
      }),
    close: () => agent.destroy(),
  };
}

/** grpcTarget calls an app's health check directly: the cheapest unary call that it answers. */
export function grpcTarget(name: string, { address, token }: { address: string; token: string }): Target {
  const client = new Client(address, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('dapr-api-token', token);
  const empty = (): Buffer => Buffer.alloc(0);
  return {
    name,
    call: () =>
      new Promise((resolve, reject) => {
        const method = '/grpc.health.v1.Health/Check';
        const options = { deadline: Date.now() + 10_000 };
        client.makeUnaryRequest(
          method,
          empty,
          bytes => bytes,
          undefined,
          metadata,
          options,
          error => (error ? reject(error) : resolve()),
        );
      }),
    close: () => client.close(),
  };
}

interface Measured {
  times: number[];
  failed: number;
}

async function callMany(target: Target, requests: number, concurrency: number): Promise<Measured> {
  const times: number[] = [];
  let failed = 0;
  let left = requests;
  const caller = async (): Promise<void> => {
    while (left-- > 0) {
      const began = performance.now();
      const answered = await target.call().then(
        () => true,
        () => false,
      );
      if (answered) times.push(performance.now() - began);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return { times, failed };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * measureLatency calls all targets in turn, round by round, so that what else the machine does falls on each
 * alike. `requests` are those of each target over all rounds, after as many for warming up as one round has.
 */
export async function measureLatency(
  targets: readonly Target[],
  { concurrency, requests, rounds }: { concurrency: number; requests: number; rounds: number },
): Promise<Latency[]> {
  const totals = targets.map(() => ({ times: [] as number[], failed: 0, took: 0 }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, target] of targets.entries()) {
      const began = performance.now();
      const { times, failed } = await callMany(target, Math.ceil(requests / rounds), concurrency);
      const total = totals[index];
      if (round === 0 || total === undefined) continue;
      total.took += performance.now() - began;
      total.times.push(...times);
      total.failed += failed;
    }
  }
  return totals.map(({ times, failed, took }, index) => {
    const sorted = times.sort((a, b) => a - b);
    return {
      name: targets[index]?.name ?? '',
      concurrency,
      requests: sorted.length + failed,
      failed,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      perSecond: (sorted.length / took) * 1000,
    };
  });
}
