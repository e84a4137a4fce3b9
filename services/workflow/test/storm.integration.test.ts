import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { type Platform, type Replica, startPlatform } from './platform.ts';

const fake = createFakeIntegration();
let platform: Platform;
let replica: Replica;
let call: OutgoingCall;

beforeAll(async () => {
  platform = await startPlatform(fake.handlers);
  replica = await platform.startReplica();
  call = await platform.callOf(newId('wsp'));
}, 120_000);
afterAll(() => platform.stop());

const note = (title: string) => ({ call: 'sandbox.create-note:1.0.0@default', with: { title } });
const runs = 40;

async function create(name: string, tasks: object[]): Promise<string> {
  const { workflow } = await replica.client.CreateWorkflow({ document: documentOf(name, tasks) }, call);
  return workflow?.id ?? '';
}

it('runs with calls, branches, children, waits and events lose and repeat nothing when the service is killed again and again', async () => {
  await create('child', [{ rest: { wait: { milliseconds: 300 } } }, { a: note('child') }]);
  const workflowId = await create('storm', [
    { first: note('first') },
    {
      both: {
        fork: {
          branches: [
            { left: { do: [{ a: note('left') }, { b: { wait: { milliseconds: 200 } } }] } },
            {
              right: {
                run: { workflow: { namespace: 'test', name: 'child', version: 'latest', input: {} } },
              },
            },
          ],
        },
      },
    },
    { hear: { listen: { to: { one: { with: { type: 'go' } } } } } },
    { last: note('last') },
  ]);
  // Some effects are answered by nobody: the service dies while they are done.
  const deaths = [7, 60, 110];
  let dying = Promise.resolve();
  fake.beforeAnswer = async () => {
    if (fake.effects.length !== deaths[0]) return;
    deaths.shift();
    // One after the other: it carries runs on before it says that it is ready.
    dying = dying.then(() => replica.kill()).then(() => replica.restart());
    await dying;
  };

  const ids: string[] = [];
  while (ids.length < runs) {
    const request = {
      workflowId,
      input: toValue({}),
      endUserId: 'ada',
      idempotencyKey: `storm-${ids.length}`,
    };
    // Whoever gets no answer asks again under the same key.
    await eventually(
      async () => {
        const { execution } = await replica.client.ExecuteWorkflow(request, call);
        if (execution) ids.push(execution.id);
        return execution !== null;
      },
      { what: 'a run is accepted', timeoutMs: 120_000 },
    );
  }
  await eventually(
    async () => {
      const event = { type: 'go', source: 'https://x.test', id: 'go', data: toValue(1) };
      await replica.client.PublishEvent({ event }, call);
      return true;
    },
    { what: 'the event is accepted', timeoutMs: 120_000 },
  );
  const read = async (executionId: string) => {
    const { status, output } = await replica.client.GetExecutionStatus({ executionId }, call);
    return status === 'EXECUTION_STATE_COMPLETED' ? fromValue(output) : status;
  };
  await eventually(
    async () => (await Promise.all(ids.map(read))).every(each => typeof each === 'object' && each !== null),
    { what: 'all runs are over', timeoutMs: 240_000 },
  );
  await dying;

  expect(deaths).toEqual([]);
  expect(new Set(ids).size).toBe(runs);
  const titles = fake.effects.map(each => (each.input as { title: string }).title);
  for (const title of ['first', 'left', 'child', 'last'])
    expect([title, titles.filter(each => each === title).length]).toEqual([title, runs]);
}, 400_000);
