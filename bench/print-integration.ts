import type { Timing } from './action-overhead.ts';
import type { KeyRotation } from './key-rotation.ts';
import { table } from './print.ts';
import type { QuotaUse } from './quota-use.ts';
import type { RefreshStorm } from './refresh-storm.ts';

/** IntegrationFigures is everything that `make bench INTEGRATION=1` measured. */
export interface IntegrationFigures {
  cores: number;
  load: number;
  overhead: Timing[];
  quotas: QuotaUse[];
  storms: RefreshStorm[];
  rotation: KeyRotation;
}

/** describeIntegration writes the figures as tables, a part for each kind. */
export function describeIntegration(figures: IntegrationFigures): string {
  const { cores, load, overhead, quotas, storms, rotation } = figures;
  return [
    `${cores} cores, load average ${load.toFixed(1)}`,
    overheads(overhead),
    quotaUses(quotas),
    refreshStorms(storms),
    keyRotation(rotation),
  ].join('\n\n');
}

function overheads(timings: readonly Timing[]): string {
  const kind = (name: string) => name.split(', ').at(-1);
  const rows = timings.map(({ name, p50, p99, count, failed, reasons, cpuMs }) => {
    const bare = timings.find(one => kind(one.name) === kind(name));
    return [
      name,
      p50.toFixed(2),
      p99.toFixed(2),
      (p50 - (bare?.p50 ?? NaN)).toFixed(2),
      (p99 - (bare?.p99 ?? NaN)).toFixed(2),
      cpuMs.toFixed(1),
      `${count}`,
      [`${failed}`, ...Object.keys(reasons)].join(' '),
    ];
  });
  const head = ['', 'p50 ms', 'p99 ms', 'over bare p50', 'over bare p99', 'CPU ms', 'calls', 'failed'];
  return `An action (aim at 200 a second: over bare p50 5, p99 20; CPU of the whole platform)\n${table([head, ...rows])}`;
}

function quotaUses(uses: readonly QuotaUse[]): string {
  const rows = uses.map(({ requests, perSeconds, asked, refused, used }) => [
    `${requests} in ${perSeconds} s`,
    `${asked}`,
    `${refused}`,
    `${(used * 100).toFixed(1)} %`,
  ]);
  const head = ['', 'calls', 'refused by the provider', 'of the quota used'];
  return `Ten times a strict provider's quota from three replicas (aim: none refused, 95 % used)\n${table([head, ...rows])}`;
}

function refreshStorms(storms: readonly RefreshStorm[]): string {
  const rows = storms.map(storm => [
    `${storm.connections}`,
    `${storm.calls}`,
    `${storm.tokenRequests}`,
    `${storm.reusedTokens}`,
    `${storm.failedCalls}`,
    storm.seconds.toFixed(1),
  ]);
  const head = ['connections', 'calls at once', 'token requests', 'tokens used twice', 'failed calls', 's'];
  return `Calls on three processes with access tokens that are over (aim: a token request for each connection)\n${table([head, ...rows])}`;
}

function keyRotation(rotation: KeyRotation): string {
  const { tokens, workspaces, seconds, calls, failedCalls, notResealed } = rotation;
  const head = ['tokens', 'workspaces', 's', 'calls meanwhile', 'failed calls', 'not sealed anew'];
  const row = [
    `${tokens}`,
    `${workspaces}`,
    seconds.toFixed(1),
    `${calls}`,
    `${failedCalls}`,
    `${notResealed}`,
  ];
  return `New data keys, credentials sealed anew (aim: 100,000 in 300 s, no failed call)\n${table([head, row])}`;
}
