import { setTimeout as pause } from 'node:timers/promises';
import { kubectl } from '../kubectl.ts';
import { rolledOut } from '../local/start.ts';
import { appsNamespace } from '../places.ts';
import { type Check, must } from './check.ts';
import { podOf } from './pods.ts';
import { allEnded, execute, notes } from './runs.ts';

const runs = 20;
const victims = ['workflow', 'integration', 'notification', 'consent', 'gateway'] as const;

/** kills ends pods without warning while workflows run, and looks whether each did its work once and was told of. */
export const kills: Check = {
  name: 'a pod of each app that is killed loses nothing: workflows end, each effect once, each webhook arrives',
  async run({ customer, say }) {
    must(customer !== undefined, 'a customer');
    const before = await notes(customer);
    const ids: string[] = [];
    for (const victim of victims) {
      for (let at = 0; at < runs / victims.length; at += 1) ids.push(await execute(customer));
      const { name } = await podOf(victim);
      await kubectl(['-n', appsNamespace, 'delete', 'pod', name, '--grace-period=0', '--force']);
      say(`  ${name} is killed`);
      await pause(2_000);
      await rolledOut(appsNamespace, `deployment/${victim}`);
    }
    return `${String(victims.length)} kills; ${await allEnded(customer, ids, before)}`;
  },
};
