import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type Ask, type Body, newMember } from '../journey/member.ts';
import { platform } from './platform.ts';

// Hooks and approvals as their users see them: a provider that sends, a run that asks by a server of its own, a person
// with a link.

const rest = platform();
let server: Server;
let inbox: string;
let ask: Ask;
let workspaceId: string;
/** Bodies that runs sent, by path. */
const sent = new Map<string, string>();
const patient = { timeoutMs: 60_000 };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.set(request.url ?? '', Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  inbox = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ({ ask, workspaceId } = await newMember(rest, 'hooks'));
});
afterAll(() => server.close());

const create = async (name: string, tasks: object[], more: object = {}) => {
  const document = { dsl: '1.0.3', namespace: 'hooks', name, version: '1.0.0' };
  return String((await ask('POST', '/workflows', 201, { document, do: tasks, ...more }))['id']);
};

/** Waits for so many runs of a workflow that have ended. */
const endedRuns = (workflowId: string, count: number) =>
  eventually(
    async () => {
      const { items } = await ask('GET', `/executions?workflowId=${workflowId}`, 200);
      const over = (items as Body[]).filter(each => each['endedAt'] !== undefined);
      if (over.length < count) return false;
      return Promise.all(over.map(each => ask('GET', `/executions/${String(each['id'])}`, 200)));
    },
    { ...patient, what: `${count} runs` },
  );

const end = (id: string) =>
  eventually(
    async () => {
      const run = await ask('GET', `/executions/${id}`, 200);
      return run['endedAt'] !== undefined && run;
    },
    { ...patient, what: 'the end' },
  );

describe('a hook', () => {
  const send = async (url: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const started = (type: string) => ({ schedule: { on: { one: { with: { type } } } } });

  test('starts runs for its end user, once for each message, and nothing in a body changes for whom', async () => {
    const workflowId = await create('ordered', [{ keep: { set: '${ .[0] }' } }], started('order.placed'));
    const request = { path: 'orders', eventType: 'order.placed', endUserId: 'customer-42' };
    const hook = await ask('POST', `/workspaces/${workspaceId}/hooks`, 201, request);
    const url = String(hook['url']);
    expect(url).toMatch(new RegExp(`/api/v1/hooks/${workspaceId}/orders\\?token=[\\w-]{43}$`));
    const body = JSON.stringify({ order: 17, endUserId: 'somebody', enduserid: 'somebody' });
    const first = await send(url, body, { 'webhook-id': 'msg_1' });
    expect(first.status).toBe(202);
    expect(await send(url, body, { 'webhook-id': 'msg_1' })).toEqual(first);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(url, 'order=18&order=19', form)).status).toBe(202);
    const runs = await endedRuns(workflowId, 2);
    expect(runs).toHaveLength(2);
    expect(runs.map(run => run['status'])).toEqual(['completed', 'completed']);
    const outputs = runs.map(run => run['output'] as Body);
    expect(outputs.map(each => each['data'])).toEqual(
      expect.arrayContaining([JSON.parse(body), { order: ['18', '19'] }]),
    );
    for (const output of outputs)
      expect(output).toMatchObject({
        type: 'order.placed',
        source: `/workspaces/${workspaceId}/hooks/orders`,
        enduserid: 'customer-42',
      });
    const { items } = await ask('GET', '/executions?endUserId=customer-42', 200);
    expect(items).toHaveLength(2);
  });

  test('takes what the official library signs, and refuses the rest in the same words', async () => {
    const workflowId = await create('signed', [{ keep: { set: '${ .[0].data }' } }], started('a.signed'));
    const request = { path: 'signed', eventType: 'a.signed' };
    const hook = await ask('POST', `/workspaces/${workspaceId}/hooks`, 201, request);
    const [url] = String(hook['url']).split('?') as [string];
    const library = new Webhook(String(hook['secret']));
    const signed = (body: string, at = new Date(), id = 'msg_1') => ({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': library.sign(id, at, body),
    });
    const body = '{ "n" : 1 }';
    const first = await send(url, body, signed(body));
    expect(first.status).toBe(202);
    expect(await send(url, body, signed(body))).toEqual(first);
    const refused = [
      await send(url, body),
      await send(`${url}?token=wrong`, body),
      await send(url, '{ "n" : 2 }', signed(body)),
      await send(url, body, signed(body, new Date(Date.now() - 600_000))),
      await send(url, body, { ...signed(body), 'webhook-id': 'msg_2' }),
      await send(url.replace('/signed', '/unknown'), body, signed(body)),
      await send(url.replace(workspaceId, 'wsp_00000000000000000000000000'), body, signed(body)),
    ];
    for (const answer of refused) {
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'HOOK.UNAUTHENTICATED', detail: refused[0]!.body['detail'] });
    }
    expect((await send(url, '{', signed('{'))).body).toMatchObject({
      status: 400,
      code: 'REQUEST.MALFORMED',
    });
    const large = JSON.stringify('x'.repeat(300_000));
    expect((await send(url, large, signed(large))).status).toBe(413);
    const image = { ...signed(body), 'content-type': 'image/png' };
    expect((await send(url, body, image)).status).toBe(415);
    expect((await endedRuns(workflowId, 1)).map(run => run['output'])).toEqual([{ n: 1 }]);
  });

  test('is shown without token and secret, can be rotated, and is gone when it is deleted', async () => {
    const base = `/workspaces/${workspaceId}/hooks`;
    const { id, url, secret } = await ask('POST', base, 201, { path: 'rotated' });
    const one = `${base}/${String(id)}`;
    expect(await ask('POST', base, 409, { path: 'rotated' })).toMatchObject({ code: 'HOOK.EXISTS' });
    const rotated = await ask('POST', `${one}/rotate-token`, 200, { overlapSeconds: 0 });
    const again = await ask('POST', `${one}/rotate-secret`, 200, {});
    expect(again['secret']).not.toBe(secret);
    const shown = JSON.stringify([await ask('GET', one, 200), await ask('GET', base, 200)]);
    expect(shown).not.toMatch(/token=|whsec_/);
    expect((await send(String(url), '{}')).status).toBe(401);
    expect((await send(String(rotated['url']), '{}')).status).toBe(202);
    await ask('DELETE', one, 204);
    expect((await send(String(rotated['url']), '{}')).status).toBe(401);
    await ask('GET', one, 404);
  });

  test('nobody else speaks in its name', async () => {
    const event = { specversion: '1.0', type: 'a', id: '1' };
    for (const forged of [
      { ...event, source: 'hooks/orders' },
      { ...event, source: `/workspaces/${workspaceId}/hooks/orders` },
      { ...event, source: 'x', enduserid: 'customer-42' },
    ])
      expect(await ask('POST', '/events', 400, forged)).toMatchObject({ code: 'REQUEST.INVALID' });
    expect(
      await ask('POST', '/events', 400, { ...event, source: 'x', type: 'approval.decided' }),
    ).toMatchObject({ code: 'EVENT.TYPE_RESERVED' });
  });
});

describe('an approval', () => {
  const asks = (name: string, more: object = {}) => [
    {
      ask: {
        call: 'neighbourhood.request-approval:1.0.0@default',
        with: { title: '${ "Refund " + .order }', ...more },
        export: { as: '$context + { approval: . }' },
      },
    },
    {
      tell: {
        call: 'http',
        with: {
          method: 'post',
          endpoint: `${inbox}/${name}`,
          body: { link: '${ $context.approval.url }' },
        },
      },
    },
    {
      decision: {
        listen: {
          to: { one: { with: { type: 'approval.decided', data: '${ .id == $context.approval.id }' } } },
        },
      },
    },
  ];

  /** Starts a run and gives its id and the link that it sent. */
  async function started(name: string, more: object = {}): Promise<{ id: string; link: string }> {
    const workflowId = await create(name, asks(name, more));
    const body = { input: { order: '17' } };
    const { id } = await ask('POST', `/workflows/${workflowId}/executions`, 202, body);
    const text = await eventually(() => sent.get(`/${name}`), { ...patient, what: 'the link' });
    return { id: String(id), link: (JSON.parse(text) as { link: string }).link };
  }
  const waiting = (id: string) =>
    eventually(async () => (await ask('GET', `/executions/${id}`, 200))['status'] === 'waiting', {
      ...patient,
      what: 'waiting',
    });
  const browser = { accept: 'text/html,*/*;q=0.8' };
  const open = async (link: string, method = 'GET') => {
    const answer = await fetch(link, { method, headers: browser });
    return { status: answer.status, headers: answer.headers, page: await answer.text() };
  };
  const decide = async (link: string, fields: Record<string, string>) => {
    const answer = await fetch(link, { method: 'POST', headers: browser, body: new URLSearchParams(fields) });
    return { status: answer.status, page: await answer.text() };
  };

  test('waits for the form of its page: who opens it decides nothing, and the first decision counts', async () => {
    const { id, link } = await started('refund', { description: '<b>Why?</b>' });
    expect(link).toMatch(new RegExp(`^${rest.baseUrl}/approvals/[\\w-]{43}$`));
    await waiting(id);
    for (const method of ['GET', 'GET', 'HEAD']) {
      const { status, headers, page } = await open(link, method);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; .*frame-ancestors 'none'$/,
      );
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      if (method === 'GET') expect(page).toContain('&lt;b&gt;Why?&lt;/b&gt;');
    }
    expect((await ask('GET', `/executions/${id}`, 200))['status']).toBe('waiting');
    expect((await decide(link, { decision: 'perhaps' })).status).toBe(400);
    const decided = await decide(link, { decision: 'approve', comment: 'Fine' });
    expect(decided.status).toBe(200);
    expect(decided.page).toContain('<strong>approve</strong>');
    const second = await decide(link, { decision: 'reject' });
    expect([second.status, second.page.includes('decided already')]).toEqual([409, true]);
    expect((await open(link)).page).not.toContain('<form');
    expect(await end(id)).toMatchObject({
      status: 'completed',
      output: [{ title: 'Refund 17', decision: 'approve', comment: 'Fine', executionId: id }],
    });
    const token = link.slice(-43);
    const seen = [
      await ask('GET', `/executions/${id}/tasks`, 200),
      await ask('GET', `/executions/${id}`, 200),
    ];
    expect(JSON.stringify(seen)).not.toContain(token);
  });

  test('speaks JSON with programs, and has the choices that the run gives', async () => {
    const { id, link } = await started('ship', { choices: ['today', 'never'] });
    const call = (method: string, body?: object) =>
      fetch(link, {
        method,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    expect(await (await call('GET')).json()).toMatchObject({ choices: ['today', 'never'], state: 'open' });
    expect((await call('POST', { decision: 'approve' })).status).toBe(400);
    expect((await call('POST', { decision: 'never', surprise: 1 })).status).toBe(400);
    expect(await (await call('POST', { decision: 'never' })).json()).toMatchObject({ state: 'decided' });
    const again = await call('POST', { decision: 'never' });
    expect([again.status, ((await again.json()) as Body)['code']]).toEqual([409, 'APPROVAL.DECIDED']);
    expect(await end(id)).toMatchObject({ status: 'completed', output: [{ decision: 'never' }] });
  });

  test('expires, is withdrawn with its run, and leads nowhere for whoever guesses', async () => {
    const short = await started('short', { expiresIn: 'PT0.1S' });
    await eventually(async () => (await open(short.link)).status === 410, { ...patient, what: 'expired' });
    expect((await decide(short.link, { decision: 'approve' })).status).toBe(410);
    const { id, link } = await started('cancelled');
    await ask('POST', `/executions/${id}/cancel`, 202, {});
    expect((await open(link)).status).toBe(410);
    expect((await decide(link, { decision: 'approve' })).status).toBe(410);
    const guessed = `${link.slice(0, -43)}${'A'.repeat(43)}`;
    expect((await open(guessed)).status).toBe(404);
    expect((await decide(guessed, { decision: 'approve' })).status).toBe(404);
    await ask('POST', `/executions/${short.id}/cancel`, 202, {});
  });

  test('a document that asks wrongly is refused with the path', async () => {
    const document = { dsl: '1.0.3', namespace: 'hooks', name: 'wrong', version: '1.0.0' };
    const answer = await ask('POST', '/workflows', 400, { document, do: asks('wrong', { choices: [] }) });
    expect(answer).toMatchObject({ code: 'WORKFLOW.INVALID', errors: [{ path: '/do/0/ask/with/choices' }] });
  });
});
