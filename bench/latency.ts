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

async function callMany(target: Target, requests: number, concurrency: number): Promise<number[]> {
  const times: number[] = [];
  let left = requests;
  const caller = async (): Promise<void> => {
    while (left-- > 0) {
      const began = performance.now();
      await target.call();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return times;
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
  const times = targets.map((): number[] => []);
  const took = targets.map(() => 0);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, target] of targets.entries()) {
      const began = performance.now();
      const measured = await callMany(target, Math.ceil(requests / rounds), concurrency);
      if (round === 0) continue;
      took[index] = (took[index] ?? 0) + performance.now() - began;
      times[index]?.push(...measured);
    }
  }
  return targets.map(({ name }, index) => {
    const sorted = (times[index] ?? []).sort((a, b) => a - b);
    return {
      name,
      concurrency,
      requests: sorted.length,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      perSecond: (sorted.length / (took[index] ?? NaN)) * 1000,
    };
  });
}
