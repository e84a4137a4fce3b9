import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type Ask, type Body, newMember } from '../journey/member.ts';
import { platform } from './platform.ts';

// Reruns and sagas as users see them: what was asked of a server tells what was done, and what was not done again.

const rest = platform();
let server: Server;
let url: string;
let ask: Ask;
const asked: { path: string; key: string }[] = [];
const broken = new Set<string>();

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, key: String(request.headers['idempotency-key']) });
    const status = broken.has(path) ? 409 : 200;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: path.slice(1) }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ({ ask } = await newMember(rest, 'again'));
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  broken.clear();
});

const call = (name: string, more: object = {}) => ({
  [name]: { call: 'http', with: { method: 'post', endpoint: `${url}/${name}`, body: {} }, ...more },
});

const create = async (name: string, tasks: object[], more: object = {}) => {
  const document = { dsl: '1.0.3', namespace: 'again', name, version: '1.0.0' };
  return String((await ask('POST', '/workflows', 201, { document, do: tasks, ...more }))['id']);
};

const end = (id: unknown) =>
  eventually(
    async () => {
      const execution = await ask('GET', `/executions/${String(id)}`, 200);
      return 'endedAt' in execution && execution;
    },
    { what: `the end of ${String(id)}`, timeoutMs: 60_000 },
  );

const run = async (workflowId: string) =>
  end((await ask('POST', `/workflows/${workflowId}/executions`, 202, {}))['id']);
const rerun = async (id: unknown, body: object) =>
  end((await ask('POST', `/executions/${String(id)}/rerun`, 202, body))['id']);
const paths = () => asked.map(each => each.path);

it('a run that failed goes on in a rerun from its failed task, inside a loop, under other idempotency keys', async () => {
  const loop = { each: { for: { in: '${ [1, 2] }' }, do: [call('charge'), call('tell')] } };
  const workflowId = await create('loop', [call('first'), loop]);
  broken.add('/tell');
  const failed = await run(workflowId);
  expect(failed).toMatchObject({ status: 'faulted', error: { instance: '/do/1/each/do/1/tell' } });
  expect(paths()).toEqual(['/first', '/charge', '/tell']);
  broken.clear();
  const again = await rerun(failed['id'], { from: '/do/1/each/do/1/tell' });
  expect(again).toMatchObject({ status: 'completed', rerunOf: failed['id'] });
  expect(paths()).toEqual(['/first', '/charge', '/tell', '/tell', '/charge', '/tell']);
  expect(new Set(asked.map(each => each.key)).size).toBe(asked.length);
  const { items } = await ask('GET', `/executions/${String(again['id'])}/tasks?limit=100`, 200);
  expect((items as Body[]).map(each => each['status'])).toEqual(Array(6).fill('completed'));
});

it('a run that another one started is rerun from its failed task, and the one above goes on after it', async () => {
  await create('below', [call('deep'), call('deeper')]);
  const start = { run: { workflow: { namespace: 'again', name: 'below', version: '1.0.0' } } };
  const workflowId = await create('above', [call('before'), { start }, call('after')]);
  broken.add('/deeper');
  const failed = await run(workflowId);
  const { items } = await ask('GET', '/executions?status=faulted', 200);
  const child = (items as Body[]).find(each => each['parentId'] === failed['id']);
  broken.clear();
  asked.length = 0;
  const again = await rerun(child?.['id'], { from: '/do/1/deeper', parents: true });
  expect(again).toMatchObject({ status: 'completed', rerunOf: failed['id'], workflowId });
  expect(paths()).toEqual(['/deeper', '/after']);
});

it('a newer definition takes over what the older one did', async () => {
  const workflowId = await create('newer', [call('one'), call('two')]);
  broken.add('/two');
  const failed = await run(workflowId);
  const document = { dsl: '1.0.3', namespace: 'again', name: 'newer', version: '1.1.0' };
  await ask('PUT', `/workflows/${workflowId}`, 200, {
    document,
    do: [call('one'), { two: { set: { mended: true } } }],
  });
  const again = await rerun(failed['id'], { from: '/do/1/two', definition: 'newest' });
  expect(again).toMatchObject({ status: 'completed', workflowVersion: '1.1.0', output: { mended: true } });
  expect(paths()).toEqual(['/one', '/two']);
});

it('says what cannot be rerun, and why', async () => {
  const waiting = await ask(
    'POST',
    `/workflows/${await create('waits', [{ w: { wait: 'PT1H' } }])}/executions`,
    202,
    {},
  );
  const refused = (id: unknown, body: unknown, status: number) =>
    ask('POST', `/executions/${String(id)}/rerun`, status, body);
  expect(await refused(waiting['id'], {}, 409)).toMatchObject({ code: 'EXECUTION.NOT_ENDED' });
  const ended = await run(await create('ends', [call('once')]));
  expect(await refused(ended['id'], { from: '/do/7/none' }, 400)).toMatchObject({
    code: 'REQUEST.INVALID',
    errors: [{ path: 'from' }],
  });
  expect(await refused(ended['id'], { from: 'once' }, 400)).toMatchObject({ code: 'REQUEST.INVALID' });
  expect(await refused(ended['id'], { definition: 'oldest' }, 400)).toMatchObject({
    code: 'REQUEST.INVALID',
  });
});

it('a saga undoes what was done, the last first', async () => {
  const undo = {
    do: [
      {
        gone: {
          call: 'http',
          with: { method: 'post', endpoint: `${url}/undo-{id}`, body: {} },
          input: { from: '${ .output }' },
        },
      },
    ],
  };
  const undone = { metadata: { compensate: 'undo' } };
  broken.add('/pay');
  const tasks = [call('flight', undone), call('seat'), call('hotel', undone), call('pay')];
  const undoing = { undo: { call: 'neighbourhood.compensate:1.0.0@default' } };
  const workflowId = await create('saga', [{ book: { try: tasks, catch: { do: [undoing] } } }], {
    use: { functions: { undo } },
  });
  expect(await run(workflowId)).toMatchObject({ status: 'completed' });
  expect(paths()).toEqual(['/flight', '/seat', '/hotel', '/pay', '/undo-hotel', '/undo-flight']);
});
