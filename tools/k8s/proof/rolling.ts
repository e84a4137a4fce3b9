import { setTimeout as pause } from 'node:timers/promises';
import { kubectl } from '../kubectl.ts';
import { rolledOut } from '../local/start.ts';
import { apps, appsNamespace } from '../places.ts';
import { type Check, must } from './check.ts';
import { startLoad, told } from './load.ts';

const perSecond = 4;

/** rolling exchanges every pod of every app while requests come. */
export const rolling: Check = {
  name: 'a rolling update of all six under load loses no request',
  async run({ customer, say }) {
    must(customer !== undefined, 'a customer');
    const load = startLoad(customer, perSecond);
    try {
      await pause(5_000);
      // As `make kube-deploy` does.
      for (const app of apps) {
        await kubectl(['-n', appsNamespace, 'rollout', 'restart', `deployment/${app}`]);
        await rolledOut(appsNamespace, `deployment/${app}`, 600);
        say(`  ${app} is exchanged; ${told(load.soFar)}`);
      }
      say('  waiting until the last old replicas are gone');
      await pause(30_000);
    } catch (error) {
      say(`  ${told(await load.stop())}`);
      throw error;
    }
    const outcome = await load.stop();
    must(outcome.lost.length === 0, told(outcome));
    return told(outcome);
  },
};
