import { createHmac, randomBytes } from 'node:crypto';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { expectAnswer } from '../journey/expect.ts';
import { journey, newWorld, type World } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import type { As } from '../journey/rest.ts';
import { platform } from './platform.ts';

// Webhooks of providers, from what a provider sends to the run, and to the webhook, that hear of it.

const rest = platform();
type Body = Record<string, unknown>;
let listener: Listener;
let world: World;
let as: As;
let hooks: string;

beforeAll(async () => {
  listener = await startListener();
  world = newWorld(rest, listener);
  for (const step of journey) {
    await step.run(world);
    if (step.title.startsWith('Connect')) break;
  }
  as = { token: world.token!, workspaceId: world.workspaceId! };
  hooks = `/workspaces/${world.workspaceId!}/hooks`;
  const eventTypes = ['provider.*'];
  const webhook = await ask('POST', '/webhooks', 201, { url: listener.url, eventTypes });
  listener.trust(String(webhook['secret']));
});
afterAll(() => listener.close());

async function ask(method: string, path: string, status: number, body?: unknown): Promise<Body> {
  const answer = await rest.call(method, path, { as, ...(body === undefined ? {} : { body }) });
  expectAnswer(answer, status);
  return answer.body as Body;
}

async function send(url: unknown, body: string, headers: Record<string, string>, method = 'POST') {
  const request = { method, headers: { 'content-type': 'application/json', ...headers } };
  const answer = await fetch(String(url), method === 'POST' ? { ...request, body } : request);
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, body: await answer.text() };
}

const startedBy = (type: string) => ({ schedule: { on: { one: { with: { type } } } } });
const create = async (name: string, type: string) => {
  const document = { dsl: '1.0.3', namespace: 'hooks', name, version: '1.0.0' };
  const tasks = [{ keep: { set: '${ .[0] }' } }];
  return String((await ask('POST', '/workflows', 201, { document, do: tasks, ...startedBy(type) }))['id']);
};
const endedRuns = (workflowId: string, count: number) =>
  eventually(
    async () => {
      const { items } = await ask('GET', `/executions?workflowId=${workflowId}`, 200);
      const over = (items as Body[]).filter(each => each['endedAt'] !== undefined);
      return (
        over.length >= count &&
        Promise.all(over.map(({ id }) => ask('GET', `/executions/${String(id)}`, 200)))
      );
    },
    { timeoutMs: 60_000, what: `${count} runs` },
  );

const hex = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

test('what GitHub signs starts runs and is heard by webhooks, once for each delivery', async () => {
  const workflowId = await create('pushed', 'provider.github.push');
  const hook = await ask('POST', hooks, 201, { path: 'github', provider: 'github' });
  expect(hook).toMatchObject({ provider: 'github', eventType: 'provider.github.*' });
  expect(hook['url']).toMatch(/\/hooks\/wsp_\w+\/github$/);
  const secret = String(hook['secret']);
  const body = JSON.stringify({
    ref: 'refs/heads/main',
    repository: { id: 1, owner: { login: 'o', id: 7 } },
  });
  const headers = (delivery: string, key = secret) => ({
    'x-github-event': 'push',
    'x-github-delivery': delivery,
    'x-hub-signature-256': `sha256=${hex(key, body)}`,
  });
  for (let times = 0; times < 3; times++)
    expect(await send(hook['url'], body, headers('d-1'))).toMatchObject({ status: 200, body: '' });
  expect(await send(hook['url'], body, headers('d-2'))).toMatchObject({ status: 200 });

  const stranger = await ask('POST', hooks, 201, { path: 'other', provider: 'github' });
  const refused = [
    await send(hook['url'], body, {}),
    await send(hook['url'], body, headers('d-3', 'wrong')),
    await send(hook['url'], body, headers('d-3', String(stranger['secret']))),
    await send(hook['url'], body.replace('main', 'evil'), headers('d-3')),
    await send(`${String(hook['url'])}?token=${secret}`, body, {}),
    await send(String(hook['url']).replace('/github', '/unknown'), body, headers('d-3')),
    await send(hook['url'], 'garbage', { 'x-hub-signature-256': '\u00ff\u00fe' }),
    await send(hook['url'], '', headers('d-3'), 'GET'),
    await send(hook['url'], JSON.stringify('x'.repeat(900_000)), headers('d-3')),
  ];
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
  for (const { body: text } of refused) {
    expect(JSON.parse(text)).toMatchObject({ code: 'HOOK.UNAUTHENTICATED' });
    expect(text).not.toContain(secret);
  }
  const large = JSON.stringify('x'.repeat(900_000));
  const good = { ...headers('d-4'), 'x-hub-signature-256': `sha256=${hex(secret, large)}` };
  expect(await send(hook['url'], large, good)).toMatchObject({ status: 413 });

  const runs = await endedRuns(workflowId, 2);
  expect(runs).toHaveLength(2);
  const outputs = runs.map(run => run['output'] as Body);
  for (const output of outputs)
    expect(output).toMatchObject({
      type: 'provider.github.push',
      subject: '7',
      data: JSON.parse(body) as Body,
    });
  for (const { id } of outputs as { id: string }[]) {
    const message = await listener.received(each => each.id === id, 'the webhook of a delivery');
    expect(message).toMatchObject({
      type: 'provider.github.push',
      data: { provider: 'github', account: '7', payload: { ref: 'refs/heads/main' } },
    });
  }
});

test('an old or untimely message is refused, and the secret that the provider shows may come later', async () => {
  const hook = await ask('POST', hooks, 201, { path: 'slack', provider: 'slack' });
  const challenge = '{"type":"url_verification","challenge":"3eZbrw1aB"}';
  expect(await send(hook['url'], challenge, {})).toMatchObject({
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: '3eZbrw1aB',
  });
  const secret = randomBytes(16).toString('hex');
  const rotate = { secret, overlapSeconds: 0 };
  const rotated = await ask('POST', `${hooks}/${String(hook['id'])}/rotate-secret`, 200, rotate);
  expect(rotated['secret']).toBeUndefined();
  const body = '{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"message"}}';
  const signed = (at: number, key = secret) => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${hex(key, `v0:${at}:${body}`)}`,
  });
  const now = Math.floor(Date.now() / 1000);
  expect((await send(hook['url'], body, signed(now, String(hook['secret'])))).status).toBe(401);
  expect((await send(hook['url'], body, signed(now - 600))).status).toBe(401);
  expect((await send(hook['url'], body, signed(now + 600))).status).toBe(401);
  expect((await send(hook['url'], body, signed(now))).status).toBe(200);
  expect(await send(hook['url'], '', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test('the account that a message names tells the end user of the run', async () => {
  const workflowId = await create('noted', 'provider.sandbox.note.created');
  const hook = await ask('POST', hooks, 201, {
    path: 'sandbox',
    provider: 'sandbox',
    secret: 'of the sandbox',
  });
  expect(hook['secret']).toBeUndefined();
  const post = async (account: string, id: string) => {
    const body = JSON.stringify({
      id,
      type: 'note.created',
      account,
      endUserId: 'somebody',
      enduserid: 'somebody',
    });
    const at = String(Math.floor(Date.now() / 1000));
    const signature = hex('of the sandbox', `${at}.${body}`);
    return send(hook['url'], body, { 'x-sandbox-timestamp': at, 'x-sandbox-signature': signature });
  };
  expect((await post(world.endUserId, 'n-1')).status).toBe(200);
  const [run] = await endedRuns(workflowId, 1);
  expect(run).toMatchObject({
    endUserId: world.endUserId,
    output: { subject: world.endUserId, enduserid: world.endUserId, connectionid: world.connectionId },
  });
  expect((await post('nobody known', 'n-2')).status).toBe(200);
  const both = await endedRuns(workflowId, 2);
  expect(both.map(({ endUserId = '' }) => endUserId).sort()).toEqual(['', world.endUserId].sort());
});

test('what cannot be is refused, and nobody else speaks in a provider’s name', async () => {
  const { items } = await ask('GET', '/providers?limit=100', 200);
  const silent = (items as Body[]).find(each => each['webhookSignature'] === undefined);
  const cases = [
    [404, { path: 'a', provider: 'nothing' }],
    [409, { path: 'a', provider: silent?.['id'] }],
    [400, { path: 'a', provider: 'github', eventType: 'mine' }],
    [400, { path: 'a', secret: 'mine' }],
  ] as const;
  for (const [status, body] of cases) await ask('POST', hooks, status, body);
  const hook = await ask('POST', hooks, 201, { path: 'no-token', provider: 'github' });
  const rotated = await ask('POST', `${hooks}/${String(hook['id'])}/rotate-token`, 409, {});
  expect(rotated).toMatchObject({ code: 'HOOK.NO_TOKEN' });
  const event = { specversion: '1.0', type: 'provider.github.push', id: '1', source: 'x' };
  expect(await ask('POST', '/events', 400, event)).toMatchObject({ code: 'EVENT.TYPE_RESERVED' });
  const claimed = { ...event, type: 'mine', connectionid: world.connectionId };
  expect(await ask('POST', '/events', 400, claimed)).toMatchObject({ code: 'REQUEST.INVALID' });
});
