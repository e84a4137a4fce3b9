import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type Ask, newMember } from '../journey/member.ts';
import { platform } from './platform.ts';

// Runs looked at and steered through REST, one by one and many at once, and what an endpoint of the customer hears.

const rest = platform();
const patient = { timeoutMs: 60_000 };
let server: Server;
let inbox: string;
let ask: Ask;
/** What the endpoint was sent. */
const heard: { type: string; data: Record<string, unknown> }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof heard)[number]);
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  inbox = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  ({ ask } = await newMember(rest, 'control'));
});
afterAll(() => server.close());

const create = async (name: string, tasks: object[], metadata: object = {}) => {
  const document = { dsl: '1.0.3', namespace: 'control', name, version: '1.0.0', metadata };
  return String((await ask('POST', '/workflows', 201, { document, do: tasks }))['id']);
};
const start = async (workflowId: string, endUserId: string) =>
  String((await ask('POST', `/workflows/${workflowId}/executions`, 202, { endUserId }))['id']);
const list = async (query: string) =>
  ((await ask('GET', `/executions?${query}`, 200))['items'] as { id: string; startedAt: string }[]).map(
    ({ id }) => id,
  );
const waiting = (id: string) =>
  eventually(async () => (await ask('GET', `/executions/${id}`, 200))['status'] === 'waiting', {
    what: `${id} waits`,
    ...patient,
  });

const pause = { pause: { wait: { hours: 1 } } };

it('finds runs by time, and draws one with what became of its tasks', async () => {
  const loop = { for: { in: '${ [1, 2, 3] }' }, do: [{ step: { set: { x: 1 } } }] };
  const id = await start(await create('drawn', [{ loop }, pause]), 'ada');
  await waiting(id);
  const { startedAt } = await ask('GET', `/executions/${id}`, 200);
  const at = encodeURIComponent(String(startedAt));
  const after = encodeURIComponent(new Date(Date.parse(String(startedAt)) + 1).toISOString());
  expect(await list(`endUserId=ada&status=waiting&from=${at}&to=${after}`)).toEqual([id]);
  expect(await list(`endUserId=ada&to=${at}`)).toEqual([]);
  expect(await list(`endUserId=ada&from=${after}`)).toEqual([]);
  const { mermaid } = await ask('GET', `/executions/${id}/graph`, 200);
  expect(mermaid).toContain('["step ×3"]:::completed');
  expect(mermaid).toContain('["pause"]:::waiting');
});

it.each([
  ['from=yesterday', 'from'],
  ['to=2026-01-01', 'to'],
  ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
])('refuses a list by %s, and names %s', async (query, field) => {
  const { code, errors } = await ask('GET', `/executions?${query}`, 400);
  expect(code).toBe('REQUEST.INVALID');
  expect((errors as { path: string }[]).map(({ path }) => path)).toEqual([field]);
});

it('does the same to many runs, and an endpoint hears of it in the words that it asked for', async () => {
  const eventTypes = ['workflow.execution.cancelled', 'io.serverlessworkflow.*'];
  await ask('POST', '/webhooks', 201, { url: inbox, eventTypes });
  const workflowId = await create('many', [pause], { taskEvents: true });
  const ids: string[] = [];
  for (let index = 0; index < 6; index++) ids.push(await start(workflowId, index < 5 ? 'bob' : 'eve'));
  await Promise.all(ids.map(waiting));

  const filter = { workflowId, endUserId: 'bob' };
  const bulk = (body: object) => ask('POST', '/executions/bulk', 202, body);
  const counted = await bulk({ action: 'cancel', filter, dryRun: true });
  expect(counted).toMatchObject({ dryRun: true, matched: 5, changed: 0 });
  expect(await bulk({ action: 'suspend', filter })).toMatchObject({ matched: 5, changed: 5 });
  expect(await list('endUserId=bob&status=suspended')).toHaveLength(5);
  expect(await bulk({ action: 'resume', filter })).toMatchObject({ changed: 5 });
  const { id } = await bulk({ action: 'cancel', filter, reason: 'enough' });
  const done = await ask('GET', `/executions/bulk/${String(id)}`, 200);
  expect(done).toMatchObject({ status: 'completed', matched: 5, changed: 5, skipped: 0, failed: 0 });
  expect(await list('endUserId=bob&status=cancelled')).toHaveLength(5);
  expect(await list('endUserId=eve&status=waiting')).toEqual([ids[5]]);

  const named = (type: string) => heard.filter(each => each.type === type).map(({ data }) => data);
  await eventually(() => named('io.serverlessworkflow.task.cancelled.v1').length === 5, {
    what: 'tasks',
    ...patient,
  });
  await eventually(() => named('io.serverlessworkflow.workflow.cancelled.v1').length === 5, {
    what: 'runs',
    ...patient,
  });
  await eventually(() => named('workflow.execution.cancelled').length === 5, {
    what: 'our events',
    ...patient,
  });
  expect(named('workflow.execution.started')).toEqual([]);
  const names = ids.map(each => `many-${each}.control`).sort();
  const began = named('io.serverlessworkflow.workflow.started.v1');
  expect(began.map(({ name }) => name).sort()).toEqual(names);
  expect(began[0]).toMatchObject({ definition: { namespace: 'control', name: 'many', version: '1.0.0' } });
  const tasks = named('io.serverlessworkflow.task.started.v1');
  expect(tasks.map(({ workflow }) => workflow).sort()).toEqual(names);
  expect(tasks[0]).toMatchObject({ task: '/do/0/pause', startedAt: expect.any(String) });
});

it('refuses to act on all runs unless that is said', async () => {
  for (const body of [{ action: 'cancel' }, { action: 'cancel', filter: {} }]) {
    const { errors } = await ask('POST', '/executions/bulk', 400, body);
    expect(errors).toMatchObject([{ path: 'filter', message: expect.stringContaining('all: true') }]);
  }
  const { errors } = await ask('POST', '/executions/bulk', 400, { action: 'delete', all: true });
  expect(errors).toMatchObject([{ path: 'action' }]);
});
