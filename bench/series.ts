import { cpuOf } from './cpu.ts';

/** Series is so many runs, so many of them at the same time. */
export interface Series {
  name: string;
  inFlight: number;
  p50: number;
  p99: number;
  perSecond: number;
  /** Processor time for one run, of all processes that serve it. */
  cpuPerRun: number;
  failed: number;
}

/** What is measured: runs, and the processes that serve them. */
export interface Measured {
  name: string;
  pids: () => readonly number[];
  run: () => Promise<boolean>;
}

/** quantile of times that are sorted here. */
export function quantile(times: number[], share: number): number {
  return times.sort((left, right) => left - right)[Math.floor(times.length * share)] ?? NaN;
}

/** measure runs `count` times, `inFlight` at the same time. */
export async function measure(
  { name, pids, run }: Measured,
  inFlight: number,
  count: number,
): Promise<Series> {
  const times: number[] = [];
  let left = count;
  let failed = 0;
  const before = cpuOf(pids());
  const began = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const from = performance.now();
      if (!(await run())) failed++;
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - began) / 1000;
  return {
    name,
    inFlight,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    perSecond: count / seconds,
    cpuPerRun: (cpuOf(pids()) - before) / count,
    failed,
  };
}
