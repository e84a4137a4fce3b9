import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../../../test/journey/journey.ts';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { kubectl } from '../kubectl.ts';
import { rolledOut } from '../local/start.ts';
import { appsNamespace } from '../places.ts';
import { type Check, must } from './check.ts';
import { podOf } from './pods.ts';

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
    for (const id of ids) await completed(customer, id);
    for (const id of ids)
      await customer.listener.received(
        ({ type, data }) => type === 'workflow.execution.completed' && data['executionId'] === id,
        `the webhook of ${id}`,
      );
    const written = (await notes(customer)) - before;
    must(written === ids.length, `${String(ids.length)} notes, one for each run, not ${String(written)}`);
    return `${String(ids.length)} runs over ${String(victims.length)} kills: ${String(written)} notes, ${String(ids.length)} webhooks`;
  },
};

const as = ({ token, workspaceId }: World) => ({ token: token ?? '', workspaceId: workspaceId ?? '' });

/** Callers repeat what was not answered, as they must whenever a machine is lost, under the same key. */
async function execute(world: World): Promise<string> {
  const key = crypto.randomUUID();
  return eventually(
    async () => {
      const { status, body } = await world.rest.call(
        'POST',
        `/workflows/${world.workflowId ?? ''}/executions`,
        {
          as: as(world),
          headers: { 'idempotency-key': key },
          body: { input: { title: 'Written once' }, endUserId: world.endUserId },
        },
      );
      return status === 202 && (body as { id: string }).id;
    },
    { timeoutMs: 120_000, intervalMs: 1_000, what: 'a run that is accepted' },
  );
}

async function completed(world: World, id: string): Promise<void> {
  await eventually(
    async () => {
      const { status, body } = await world.rest.call('GET', `/executions/${id}`, { as: as(world) });
      return status === 200 && (body as { status: string }).status === 'completed';
    },
    { timeoutMs: 180_000, intervalMs: 1_000, what: `the end of ${id}` },
  );
}

async function notes(world: World): Promise<number> {
  return eventually(
    async () => {
      const path = `/connections/${world.connectionId ?? ''}/actions/list-notes`;
      const { status, body } = await world.rest.call('POST', path, { as: as(world), body: { input: {} } });
      const { output } = body as { output: { notes: { title: string }[] } };
      return status === 200 && String(output.notes.filter(({ title }) => title === 'Written once').length);
    },
    { timeoutMs: 60_000, intervalMs: 1_000, what: 'the list of notes' },
  ).then(Number);
}
