import { table } from './print.ts';
import { type Series } from './series.ts';
import { type Footprint, type measureTimers } from './waiting.ts';

interface Delay {
  p50: number;
  p99: number;
  count: number;
}

/** RunFigures is everything that `make bench RUNS=1` measured. */
export interface RunFigures {
  cores: number;
  load: number;
  series: Series[];
  /** CPU for one run with 100 in flight. */
  byProcess: { name: string; ms: number }[];
  resume: Record<'ours' | 'bare', Delay>;
  waiting: Record<'listening' | 'timed', Footprint>;
  timers?: Awaited<ReturnType<typeof measureTimers>>;
}

/** describeRuns writes the figures as tables. */
export function describeRuns({
  cores,
  load,
  series,
  byProcess,
  resume,
  waiting,
  timers,
}: RunFigures): string {
  const peer = (one: Series) => series.find(each => each.inFlight === one.inFlight && each !== one);
  const parts = [
    `${cores} cores, load average ${load.toFixed(1)}`,
    table([
      ['', 'in flight', 'p50 ms', 'p99 ms', 'runs/s', 'times the peer', 'CPU ms/run', 'failed'],
      ...series.map(one => [
        one.name,
        `${one.inFlight}`,
        one.p50.toFixed(1),
        one.p99.toFixed(1),
        one.perSecond.toFixed(1),
        (one.perSecond / (peer(one)?.perSecond ?? NaN)).toFixed(2),
        one.cpuPerRun.toFixed(1),
        `${one.failed}`,
      ]),
    ]),
    `CPU ms for one run with 100 in flight, by process\n${table([
      ['', 'ms'],
      ...byProcess.map(({ name, ms }) => [name, ms.toFixed(2)]),
    ])}`,
    `Milliseconds from an event's acceptance to the end of the run that waits for it (aim: p99 250)\n${table([
      ['', 'p50', 'p99', 'events'],
      ...Object.entries(resume).map(([name, { p50, p99, count }]) => [
        name === 'ours' ? 'listen, then set, by REST' : 'bare Dapr Workflow',
        p50.toFixed(0),
        p99.toFixed(0),
        `${count}`,
      ]),
    ])}`,
    `Kilobytes that 1,000 runs hold that wait\n${table([
      ['', 'for events', 'for a time'],
      ...Object.keys(waiting.listening).map(name => [
        name,
        (waiting.listening[name] ?? NaN).toFixed(0),
        (waiting.timed[name] ?? NaN).toFixed(0),
      ]),
    ])}`,
  ];
  if (timers) {
    const { count, ended, inTime, medianSeconds, worstSeconds, startedLate } = timers;
    parts.push(
      `${count} runs due within a minute: ${inTime} ended by a second after it, ${ended} at last; late by ${medianSeconds.toFixed(1)} s (median), ${worstSeconds.toFixed(1)} s (worst)`,
    );
    if (startedLate > 0)
      parts.push(`The last began ${(startedLate / 1000).toFixed(0)} s after the first was due`);
  }
  return parts.join('\n\n');
}
