import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type OutgoingCall } from '@neighbourhood/shared/grpc/types';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { documentOf } from '../../services/workflow/test/documents.ts';
import { type FakeIntegration } from '../../services/workflow/test/effects.ts';
import { type Platform, type Replica } from '../../services/workflow/test/platform.ts';

const note = (title: string) => ({ call: 'sandbox.create-note:1.0.0@default', with: { title } });

/** What every run does once: calls, in a row, in a branch and in a child. */
const titles = ['first', 'left', 'child', 'last'];

const tasks = [
  { first: note('first') },
  { say: { emit: { event: { with: { type: 'said', source: 'https://x.test' } } } } },
  {
    both: {
      fork: {
        branches: [
          { left: { do: [{ a: { wait: { milliseconds: 1500 } } }, { b: note('left') }] } },
          {
            right: { run: { workflow: { namespace: 'test', name: 'child', version: 'latest', input: {} } } },
          },
        ],
      },
    },
  },
  { hear: { listen: { to: { one: { with: { type: 'go' } } } } } },
  { rest: { wait: { milliseconds: 300 } } },
  { last: note('last') },
];
const child = [{ rest: { wait: { milliseconds: 800 } } }, { a: note('child') }];
const ear = { schedule: { on: { one: { with: { type: 'said' } } } } };

/** Batch is some runs of a workspace of their own, in the middle of everything at any time. */
export interface Batch {
  /** Starts runs; whoever gets no answer asks again under the same key. */
  start(count: number): Promise<void>;
  /** Lets those that listen go on, and waits until all are over. */
  finish(): Promise<void>;
  /** How often each call was done, how many keys that were, and how many runs each said event started. */
  count(): Promise<{ done: Record<string, number>; keys: number; heard: number }>;
}

/** startBatch stores the documents. */
export async function startBatch(
  platform: Platform,
  { client }: Replica,
  fake: FakeIntegration,
): Promise<Batch> {
  const workspaceId = newId('wsp');
  // Each call has a deadline of its own.
  const call = (): Promise<OutgoingCall> => platform.callOf(workspaceId);
  const create = async (name: string, list: object[], more?: object) =>
    (await client.CreateWorkflow({ document: documentOf(name, list, more) }, await call())).workflow?.id ??
    '';
  await create('child', child);
  const listener = await create('ear', [{ heard: { set: { heard: true } } }], ear);
  const workflowId = await create('day', tasks);
  fake.effects.length = 0;
  // Slow enough to be struck in its middle.
  fake.beforeAnswer = () => delay(200);
  const ids: string[] = [];
  const patient = { timeoutMs: 240_000, intervalMs: 200 };

  async function startOne(number: number): Promise<void> {
    const request = { workflowId, input: toValue({}), endUserId: 'ada', idempotencyKey: `run-${number}` };
    const id = await eventually(
      async () => (await client.ExecuteWorkflow(request, await call())).execution?.id,
      {
        what: 'a run is accepted',
        ...patient,
      },
    );
    ids.push(id);
  }
  const statusOf = async (executionId: string) =>
    (await client.GetExecutionStatus({ executionId }, await call())).status;
  const heard = async () =>
    (await client.ListExecutions({ workflowId: listener, pageSize: 100 }, await call())).executions.filter(
      ({ status }) => status === 'EXECUTION_STATE_COMPLETED',
    ).length;

  return {
    async start(count) {
      const from = ids.length;
      await Promise.all(Array.from({ length: count }, (_, index) => startOne(from + index)));
    },
    async finish() {
      const event = { type: 'go', source: 'https://x.test', id: 'go', data: toValue(1) };
      await eventually(async () => (await client.PublishEvent({ event }, await call())).eventId !== '', {
        what: 'the event is accepted',
        ...patient,
      });
      let statuses: string[] = [];
      await eventually(
        async () => {
          statuses = await Promise.all(ids.map(statusOf));
          return statuses.every(each => each === 'EXECUTION_STATE_COMPLETED');
        },
        { what: () => `all runs complete: ${statuses.join()}`, ...patient },
      );
    },
    async count() {
      const told = fake.effects.map(each => (each.input as { title: string }).title);
      await eventually(async () => (await heard()) >= ids.length, {
        what: 'every said event',
        timeoutMs: 30_000,
      }).catch(() => undefined);
      return {
        done: Object.fromEntries(titles.map(title => [title, told.filter(each => each === title).length])),
        keys: new Set(fake.effects.map(each => each.key)).size,
        heard: await heard(),
      };
    },
  };
}
