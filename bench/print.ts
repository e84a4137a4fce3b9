import type { Latency } from './latency.ts';
import type { Memory } from './memory.ts';
import type { StartTimes } from './start-times.ts';

/** Figures is everything that one run measured; `--json` prints it. */
export interface Figures {
  machine: { cores: number; memoryGb: number; node: string; loadAverage: number };
  startMs?: StartTimes;
  memoryMb: { afterStart: Memory[]; afterLoad: Memory[] };
  latencyMs: Latency[];
}

/** What issue and design aim at: printed beside the figures, never asserted. */
const aims = { warmSeconds: 30, megabytes: 130 };

/** table aligns rows in columns; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map(row => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map(row => `  ${line(row)}`).join('\n');
}

function starts({ cold, warm }: StartTimes): string {
  const seconds = (times: readonly number[]) => times.map(time => (time / 1000).toFixed(1)).join('  ');
  return `Seconds from make up to all ready (aim: warm at most ${aims.warmSeconds})\n${table([
    ['cold', seconds(cold)],
    ['warm', seconds(warm)],
  ])}`;
}

function memory({ afterStart, afterLoad }: Figures['memoryMb']): string {
  const cell = (value: number | undefined) => value?.toFixed(0) ?? '-';
  const rows = afterStart.map(({ name, rss, pss }) => {
    const later = afterLoad.find(one => one.name === name);
    return [name, cell(rss), cell(pss), cell(later?.rss), cell(later?.pss)];
  });
  const head = ['', 'RSS', 'PSS', 'RSS loaded', 'PSS loaded'];
  return `Memory in MB after start and after load (aim: RSS at most ${aims.megabytes} each)\n${table([head, ...rows])}`;
}

/** latency is a table under a title, with ratios to the first target. */
export function latency(title: string, figures: readonly Latency[]): string {
  const rows = figures.map(({ name, concurrency, failed, p50, p99, perSecond }) => {
    const base = figures.find(one => one.concurrency === concurrency);
    const ratio = base === undefined ? NaN : p50 / base.p50;
    return [
      name,
      `${concurrency}`,
      p50.toFixed(2),
      p99.toFixed(2),
      perSecond.toFixed(0),
      ratio.toFixed(2),
      `${failed}`,
    ];
  });
  const head = ['', 'callers', 'p50 ms', 'p99 ms', 'per second', 'p50 ratio', 'failed'];
  return `${title}\n${table([head, ...rows])}`;
}

/** describe writes the figures as tables. */
export function describe(figures: Figures): string {
  const { cores, memoryGb, node, loadAverage } = figures.machine;
  const machine = `${cores} cores, ${memoryGb} GB, Node ${node}, load average before: ${loadAverage.toFixed(1)}`;
  const title = 'One authenticated read, GET /consents/{id}; ratios to the read without sidecars';
  const parts = [memory(figures.memoryMb), latency(title, figures.latencyMs)];
  if (figures.startMs) parts.unshift(starts(figures.startMs));
  return [machine, ...parts].join('\n\n');
}
