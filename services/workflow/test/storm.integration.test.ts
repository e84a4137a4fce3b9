import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { type Platform, type Replica, startPlatform } from './platform.ts';
import { seeded } from './seeded.ts';
import { child, shapes } from './shapes.ts';

const runs = Number(process.env['NH_STORM_RUNS'] ?? 200);
const kills = Number(process.env['NH_STORM_KILLS'] ?? 8);
const seed = Number(process.env['NH_STORM_SEED'] ?? Date.now() % 1_000_000);

const fake = createFakeIntegration();
const workspaceId = newId('wsp');
const patient = { timeoutMs: 300_000, intervalMs: 100 };
let platform: Platform;
let replicas: Replica[];

beforeAll(async () => {
  platform = await startPlatform(fake.handlers);
  replicas = [await platform.startReplica(), await platform.startReplica()];
}, 240_000);
afterAll(() => platform.stop());

/** Asks whichever replica answers; each call has a deadline of its own. */
async function ask<T>(what: string, question: (replica: Replica, call: Call) => Promise<T>): Promise<T> {
  let turn = 0;
  return eventually(
    async () => {
      const replica = replicas[turn++ % replicas.length];
      if (!replica) throw new Error('there are no replicas');
      return { answer: await question(replica, await platform.callOf(workspaceId)) };
    },
    { what, ...patient },
  ).then(({ answer }) => answer);
}
type Call = Awaited<ReturnType<Platform['callOf']>>;

const create = (name: string, tasks: object[]) =>
  ask(`${name} is stored`, async ({ client }, call) => {
    const { workflow } = await client.CreateWorkflow({ document: documentOf(name, tasks) }, call);
    return workflow?.id ?? '';
  });

/** Kills services at random moments, in the middle of a start as well; at last all run. */
async function rage(random: () => number): Promise<void> {
  for (let number = 1; number <= kills; number++) {
    await delay(random() * 4_000);
    const victims = random() < 0.3 ? replicas : replicas.slice(random() < 0.5 ? 0 : 1).slice(0, 1);
    await Promise.all(victims.map(each => each.kill()));
    if (random() < 0.5) await delay(random() * 1_500);
    for (const each of victims) each.relaunch();
  }
}

it(`${runs} runs of all kinds lose and repeat nothing when services are killed ${kills} times at random moments, seed ${seed}`, async () => {
  const random = seeded(seed);
  const refused = new Set<string>();
  fake.beforeAnswer = () => delay(random() * 100);
  fake.refuse = (_action, { key, input }) => {
    if ((input as { title: string }).title !== 'refused at first' || refused.has(key)) return undefined;
    refused.add(key);
    return new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', 'busy');
  };
  await create('child', child);
  const kinds = Object.entries(shapes);
  const workflows = await Promise.all(kinds.map(([name, { tasks }]) => create(name, tasks)));

  const raging = rage(random);
  const started: { id: string; kind: number }[] = [];
  while (started.length < runs) {
    const from = started.length;
    const some = Array.from({ length: Math.min(10, runs - from) }, async (_, index) => {
      const kind = Math.floor(random() * kinds.length);
      const request = {
        workflowId: workflows[kind] ?? '',
        input: toValue({}),
        endUserId: 'ada',
        idempotencyKey: `storm-${from + index}`,
      };
      // Whoever gets no answer asks again under the same key.
      const { execution } = await ask('a run is accepted', ({ client }, call) =>
        client.ExecuteWorkflow(request, call),
      );
      return { id: execution?.id ?? '', kind };
    });
    started.push(...(await Promise.all(some)));
  }
  const event = { type: 'go', source: 'https://x.test', id: 'go', data: toValue(1) };
  await ask('the event is accepted', ({ client }, call) => client.PublishEvent({ event }, call));
  await raging;

  const open = new Map(started.map(({ id }) => [id, '']));
  await eventually(
    async () => {
      const { rows } = await platform.database.query<{ id: string; status: string }>(
        'SELECT id, status FROM executions WHERE id = ANY($1)',
        [[...open.keys()]],
      );
      for (const { id, status } of rows) open.set(id, status);
      return rows.every(({ status }) => status === 'completed');
    },
    {
      what: () => `all runs complete: ${[...open.values()].filter(each => each !== 'completed').join()}`,
      ...patient,
    },
  );

  expect(new Set(started.map(({ id }) => id)).size).toBe(runs);
  const done: Record<string, number> = {};
  for (const { input } of fake.effects) {
    const { title } = input as { title: string };
    done[title] = (done[title] ?? 0) + 1;
  }
  const wanted: Record<string, number> = {};
  for (const { kind } of started) {
    for (const [title, times] of Object.entries(kinds[kind]?.[1].effects ?? {}))
      wanted[title] = (wanted[title] ?? 0) + times;
  }
  expect(done).toEqual(wanted);
  expect(new Set(fake.effects.map(({ key }) => key)).size).toBe(fake.effects.length);
}, 600_000);
