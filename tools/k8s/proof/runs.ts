import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type World, workflowDocument } from '../../../test/journey/journey.ts';
import { must } from './check.ts';

const as = ({ token, workspaceId }: World) => ({ token: token ?? '', workspaceId: workspaceId ?? '' });

/** slowly gives the same customer with a workflow whose runs write their note at once, and then wait for long. */
export async function slowly(world: World): Promise<World> {
  const document = workflowDocument(`slow-${crypto.randomUUID().slice(0, 8)}`);
  const body = { ...document, do: [document.do[0], { pause: { wait: { seconds: 20 } } }] };
  const { status, body: made } = await world.rest.call('POST', '/workflows', { as: as(world), body });
  must(status === 201, 'a slow workflow');
  return { ...world, workflowId: (made as { id: string }).id };
}

/** statusOf tells how far a run is. */
export async function statusOf(world: World, id: string): Promise<string> {
  const { body } = await world.rest.call('GET', `/executions/${id}`, { as: as(world) });
  return (body as { status: string }).status;
}

/** execute starts a run that writes one note. Callers repeat what was not answered, under the same key. */
export async function execute(world: World): Promise<string> {
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

/** notes counts what runs have written at the provider. */
export async function notes(world: World): Promise<number> {
  return eventually(
    async () => {
      const path = `/connections/${world.connectionId ?? ''}/actions/list-notes`;
      const { status, body } = await world.rest.call('POST', path, { as: as(world), body: { input: {} } });
      if (status !== 200) return undefined;
      const { output } = body as { output: { notes: { title: string }[] } };
      return String(output.notes.filter(({ title }) => title === 'Written once').length);
    },
    { timeoutMs: 180_000, intervalMs: 1_000, what: 'the list of notes' },
  ).then(Number);
}

/** allEnded waits until each run is completed, has written its one note, and its webhook has come. */
export async function allEnded(world: World, ids: readonly string[], notesBefore: number): Promise<string> {
  for (const id of ids) await completed(world, id);
  for (const id of ids)
    await world.listener.received(
      ({ type, data }) => type === 'workflow.execution.completed' && data['executionId'] === id,
      `the webhook of ${id}`,
    );
  const written = (await notes(world)) - notesBefore;
  must(written === ids.length, `${String(ids.length)} notes, one for each run, not ${String(written)}`);
  return `${String(ids.length)} runs: ${String(written)} notes, ${String(ids.length)} webhooks`;
}

/** completed waits for the end of a run. */
export async function completed(world: World, id: string): Promise<void> {
  await eventually(
    async () => {
      const { status, body } = await world.rest.call('GET', `/executions/${id}`, { as: as(world) });
      return status === 200 && (body as { status: string }).status === 'completed';
    },
    { timeoutMs: 300_000, intervalMs: 1_000, what: `the end of ${id}` },
  );
}
