/**
 * `make kube-proof`: brings the overlay `local` up on the cluster of KUBECONFIG and shows on it what
 * docs/kubernetes.md says, a line for each thing. The cluster has Dapr, and the images of `make images-local` in it.
 */
import { styleText } from 'node:util';
import { Failure } from '../../up/src/process/failure.ts';
import { kubectl } from '../kubectl.ts';
import { start } from '../local/start.ts';
import { accessControl } from './access.ts';
import { admitted, restricted } from './admitted.ts';
import type { Check, Proof } from './check.ts';
import { customer, wholeJourney } from './journey.ts';
import { kills } from './kills.ts';
import { proofOverlay, writeOverlay } from './overlay.ts';
import { findPlace } from './place.ts';
import { emptied, restored } from './losses.ts';
import { observed } from './observed.ts';
import { policies } from './policies.ts';
import { rolling } from './rolling.ts';
import { injected, resolved, scaling, secured } from './sidecars.ts';

const say = (line: string): void => {
  console.log(styleText('dim', line));
};

/** up brings everything up; Dapr's injector is told first to make sidecars that Pod Security takes. */
const up: Check = {
  name: 'the overlay comes up: stores, secrets in Vault, migrations, six apps',
  async run() {
    const injector = ['-n', 'dapr-system', 'deployment/dapr-sidecar-injector'];
    await kubectl(['set', 'env', ...injector, 'SIDECAR_DROP_ALL_CAPABILITIES=true']);
    await kubectl(['rollout', 'status', ...injector, '--timeout=120s']);
    await start(proofOverlay, line => {
      say(`  ${line}`);
    });
    return 'all rolled out';
  },
};

const checks: readonly Check[] = [
  up,
  admitted,
  injected,
  restricted,
  secured,
  resolved,
  wholeJourney,
  policies,
  accessControl,
  customer,
  rolling,
  kills,
  emptied,
  restored,
  observed,
  scaling,
];

async function prove(): Promise<number> {
  const place = await findPlace();
  writeOverlay(place);
  const proof: Proof = { place, say };
  const only = process.env['ONLY'];
  const rows: { name: string; result: string; seconds: number; seen: string }[] = [];
  for (const check of checks) {
    // The others need the customer.
    if (only !== undefined && check !== customer && !new RegExp(only).test(check.name)) continue;
    console.log(styleText('bold', check.name));
    const began = Date.now();
    const [result, seen] = await check.run(proof).then(
      (text): [string, string] => ['ok', text],
      (error: unknown): [string, string] => [
        'FAILED',
        error instanceof Error ? error.message : String(error),
      ],
    );
    const seconds = Math.round((Date.now() - began) / 1_000);
    rows.push({ name: check.name, result, seconds, seen });
    console.log(
      `  ${styleText(result === 'ok' ? 'green' : 'red', result)}, ${String(seconds)} s: ${seen.slice(0, 2_000)}`,
    );
    if (check === up && result !== 'ok') break;
  }
  await proof.customer?.listener.close();
  console.log('\n| what | result | seconds | seen |\n|---|---|---|---|');
  for (const { name, result, seconds, seen } of rows)
    console.log(
      `| ${name} | ${result} | ${String(seconds)} | ${seen.replaceAll('\n', '; ').slice(0, 500)} |`,
    );
  return rows.filter(({ result }) => result !== 'ok').length;
}

try {
  process.exitCode = (await prove()) === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
