import { AppError } from '@neighbourhood/shared/errors/app-error';
import {
  asUser,
  type FakeServices,
  type Harness,
  type HarnessOptions,
  id,
  startHarness,
  workspaceId,
} from './harness.ts';

let harness: Harness | undefined;
const start = async (workflow: FakeServices['workflow'], more: HarnessOptions = {}) =>
  (harness = await startHarness({ services: { workflow: workflow ?? {} }, ...more }));
afterEach(async () => {
  await harness?.stop();
  harness = undefined;
});

const at = { seconds: 1_700_000_000, nanos: 0 };
const time = '2023-11-14T22:13:20.000Z';

describe('hooks of a workspace', () => {
  const message = {
    id: id('hok'),
    path: 'orders',
    url: 'https://a/hooks/orders',
    eventType: 'order.placed',
    endUserId: '',
    description: '',
    createdAt: at,
    updatedAt: at,
  };
  const shown = {
    id: id('hok'),
    path: 'orders',
    url: 'https://a/hooks/orders',
    eventType: 'order.placed',
    description: '',
    createdAt: time,
    updatedAt: time,
  };
  const path = `/api/v1/workspaces/${workspaceId}/hooks`;
  const one = `${path}/${id('hok')}`;

  it('are made, shown, rotated and removed', async () => {
    const seen: unknown[] = [];
    const noting =
      (answer: object) =>
      async (request: never): Promise<object> => {
        seen.push(request);
        return answer;
      };
    const gateway = await start({
      CreateHook: noting({ hook: message, url: 'https://a/x?token=t', secret: 'whsec_x' }),
      ListHooks: noting({ hooks: [{ ...message, endUserId: 'eu' }], nextPageToken: 'n' }),
      GetHook: noting({ hook: message }),
      DeleteHook: noting({}),
      RotateHookToken: noting({ hook: message, url: 'https://a/x?token=u', previousExpiresAt: at }),
      RotateHookSecret: noting({ hook: message, secret: 'whsec_y', previousExpiresAt: at }),
    });
    const send = (method: string, to: string, body?: object) =>
      gateway.send(method, to, { headers: asUser, ...(body ? { body } : {}) });
    const created = await send('POST', path, { path: 'orders', eventType: 'order.placed', endUserId: 'eu' });
    expect([created.status, created.json]).toEqual([
      201,
      { ...shown, url: 'https://a/x?token=t', secret: 'whsec_x' },
    ]);
    expect((await send('GET', path)).json).toEqual({
      items: [{ ...shown, endUserId: 'eu' }],
      nextCursor: 'n',
    });
    expect((await send('GET', one)).json).toEqual(shown);
    expect((await send('POST', `${one}/rotate-token`, { overlapSeconds: 0 })).json).toEqual({
      ...shown,
      url: 'https://a/x?token=u',
      previousExpiresAt: time,
    });
    expect((await send('POST', `${one}/rotate-secret`)).json).toEqual({
      ...shown,
      secret: 'whsec_y',
      previousExpiresAt: time,
    });
    expect((await send('DELETE', one)).status).toBe(204);
    expect(seen).toEqual([
      {
        ...{ path: 'orders', eventType: 'order.placed', endUserId: 'eu', description: '' },
        ...{ provider: '', secret: '' },
      },
      { pageSize: 20, pageToken: '' },
      { hookId: id('hok') },
      expect.objectContaining({ hookId: id('hok'), overlapSeconds: 0 }),
      { hookId: id('hok'), secret: '' },
      { hookId: id('hok') },
    ]);
  });
});

describe('hooks of providers', () => {
  const hook = {
    ...{
      id: id('hok'),
      path: 'gh',
      url: 'https://a/hooks/gh',
      eventType: 'provider.github.*',
      provider: 'github',
    },
    ...{ endUserId: '', description: '', createdAt: at, updatedAt: at },
  };
  const path = `/api/v1/workspaces/${workspaceId}/hooks`;

  it('are made with a secret of the provider, which is not shown again, or with one of ours', async () => {
    const seen: object[] = [];
    const gateway = await start({
      CreateHook: async (request: never) => {
        seen.push(request);
        return { hook, url: hook.url, secret: seen.length === 1 ? '' : 'ours' };
      },
      RotateHookSecret: async (request: never) => {
        seen.push(request);
        return { hook, secret: '', previousExpiresAt: at };
      },
    });
    const send = (to: string, body: object) => gateway.send('POST', to, { headers: asUser, body });
    const given = await send(path, { path: 'gh', provider: 'github', secret: 'theirs' });
    expect(given.json).toMatchObject({ provider: 'github', url: hook.url, eventType: 'provider.github.*' });
    expect(given.json).not.toHaveProperty('secret');
    expect((await send(path, { path: 'gh', provider: 'github' })).json).toMatchObject({ secret: 'ours' });
    const rotated = await send(`${path}/${hook.id}/rotate-secret`, { secret: 'newer', overlapSeconds: 60 });
    expect(rotated.json).not.toHaveProperty('secret');
    expect(seen).toMatchObject([
      { provider: 'github', secret: 'theirs', eventType: '' },
      { provider: 'github', secret: '' },
      { hookId: hook.id, secret: 'newer', overlapSeconds: 60 },
    ]);
    for (const secret of ['', 'x'.repeat(1_001)])
      expect((await send(path, { path: 'gh', provider: 'github', secret })).status).toBe(400);
    expect((await send(path, { path: 'gh', provider: 'No Id' })).status).toBe(400);
  });

  it('are answered as the provider wants it, with what it sent passed on', async () => {
    const seen: Record<string, unknown>[] = [];
    let reply: object = { contentType: '', body: '' };
    const gateway = await start({
      ReceiveHook: async (request: never) => {
        seen.push(request);
        return { eventId: 'evt_1', reply };
      },
    });
    const at = `/api/v1/hooks/${workspaceId}/gh`;
    const headers = {
      'X-Hub-Signature-256': 'sha256=00',
      Authorization: 'Basic eDp5',
      Cookie: 'a=b',
      'X-API-Key': 'k',
    };
    const taken = await gateway.send('POST', `${at}?a=1&b=%20`, { headers, raw: '{}' });
    expect([taken.status, taken.text]).toEqual([200, '']);
    expect(seen[0]).toMatchObject({ method: 'POST', query: 'a=1&b=%20' });
    const passedOn = seen[0]!['headers'] as Record<string, string>;
    expect(passedOn).toMatchObject({ 'x-hub-signature-256': 'sha256=00', authorization: 'Basic eDp5' });
    expect(passedOn).not.toHaveProperty('cookie');
    expect(passedOn).not.toHaveProperty('x-api-key');
    reply = { contentType: 'text/plain; charset=utf-8', body: '<b>7</b>' };
    const asked = await gateway.send('GET', `${at}?hub.challenge=%3Cb%3E7`);
    expect([asked.status, asked.text]).toEqual([200, '<b>7</b>']);
    expect(asked.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(asked.headers.get('x-content-type-options')).toBe('nosniff');
    expect(seen[1]).toMatchObject({ method: 'GET', query: 'hub.challenge=%3Cb%3E7', body: Buffer.alloc(0) });
    expect((await gateway.send('HEAD', at)).status).toBe(200);
    expect(seen).toHaveLength(2);
    expect((await gateway.send('PUT', at)).status).toBe(405);
  });
});

describe('receiving', () => {
  const path = `/api/v1/hooks/${workspaceId}/orders`;
  const refuse = async () => {
    throw new AppError('unauthenticated', 'HOOK.UNAUTHENTICATED', 'No.');
  };

  it('passes on every byte and whatever may prove it, and answers 202', async () => {
    const seen: Record<string, unknown>[] = [];
    const ReceiveHook = async (request: never) => {
      seen.push(request);
      return { eventId: 'evt_1' };
    };
    const gateway = await start({ ReceiveHook });
    const raw = '{"a": 1 ,\n "a":2}';
    const headers = {
      ...{ 'Content-Type': 'text/anything', 'webhook-id': 'm1', 'webhook-timestamp': '17' },
      'webhook-signature': 'v1,x v1,y',
    };
    const reply = await gateway.send('POST', `${path}?token=secret-token`, { headers, raw });
    expect([reply.status, reply.json]).toEqual([202, { id: 'evt_1' }]);
    expect(seen).toMatchObject([
      {
        ...{
          workspaceId,
          path: 'orders',
          method: 'POST',
          query: 'token=secret-token',
          token: 'secret-token',
          contentType: 'text/anything',
        },
        ...{ webhookId: 'm1', webhookTimestamp: '17', webhookSignature: 'v1,x v1,y' },
        body: Buffer.from(raw),
      },
    ]);
    expect(JSON.stringify(gateway.logs)).not.toContain('secret-token');
  });

  it('answers 413 before anybody looks at what is too large', async () => {
    const gateway = await start({ ReceiveHook: refuse }, { settings: { bodyLimitBytes: 10 } });
    const reply = await gateway.send('POST', path, { raw: 'x'.repeat(11) });
    expect([reply.status, reply.problem.code]).toEqual([413, 'REQUEST.TOO_LARGE']);
  });

  const roomy = { capacity: 1_000, windowSeconds: 60 };
  const few = { capacity: 2, windowSeconds: 3600 };
  const limits = { address: roomy, user: roomy, workspace: roomy, executions: roomy, apiKeyBurst: 1 };
  const statuses = async (gateway: Harness, times: number, to = path) => {
    const all: number[] = [];
    for (let n = 0; n < times; n++) all.push((await gateway.send('POST', to, { raw: '{}' })).status);
    return all;
  };

  it.each([
    ['hook', { user: few }],
    ['workspace', { workspace: few }],
  ])('is limited per %s, and not per address', async (_name, limited) => {
    const ReceiveHook = async () => ({ eventId: 'evt_1' });
    const settings = { limits: { ...limits, address: few, ...limited } };
    const gateway = await start({ ReceiveHook }, { settings });
    // Counted when it was received: the one that finds the limit used up is the last.
    expect(await statuses(gateway, 5)).toEqual([202, 202, 202, 429, 429]);
    const other = `/api/v1/hooks/${id('wsp', 7)}/orders`;
    expect(await statuses(gateway, 1, other)).toEqual([202]);
  });

  it('whoever is refused uses up the limit of their address, and nobody else’s', async () => {
    let good = false;
    const ReceiveHook = async () => (good ? { eventId: 'evt_1' } : refuse());
    const settings = { limits: { ...limits, user: few, workspace: few, address: { ...few, capacity: 4 } } };
    const gateway = await start({ ReceiveHook }, { settings });
    expect(await statuses(gateway, 4)).toEqual([401, 401, 401, 401]);
    expect(await statuses(gateway, 2)).toEqual([429, 429]);
    good = true;
    const fresh = await startHarness({
      services: { workflow: { ReceiveHook } },
      settings,
      state: gateway.state,
    });
    expect(await statuses(fresh, 1)).toEqual([202]);
    await fresh.stop();
  });
});

describe('the link of an approval', () => {
  const token = 'tttttttttttttttttttttttttttttttttttttttttt1';
  const path = `/approvals/${token}`;
  const nasty = `<script>alert("x")</script>&'`;
  const message = {
    id: id('apr'),
    title: nasty,
    description: `${nasty}\nmore`,
    choices: ['approve', nasty],
    state: 'APPROVAL_STATE_OPEN',
    decision: '',
    expiresAt: at,
  };
  const decided = { ...message, state: 'APPROVAL_STATE_DECIDED', decision: 'approve', decidedAt: at };
  const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const form = { ...browser, 'Content-Type': 'application/x-www-form-urlencoded' };

  it('shows a page that is inert, and keeps to itself', async () => {
    const calls: string[] = [];
    const gateway = await start({
      GetApproval: async () => (calls.push('get'), { approval: message }),
      DecideApproval: async () => (calls.push('decide'), { approval: decided }),
    });
    for (const headers of [browser, {}, { Accept: '*/*' }]) {
      const reply = await gateway.send('GET', path, { headers });
      expect([reply.status, reply.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(reply.text).not.toMatch(/<script|javascript:|\son\w+=|<a |<img|https?:/i);
      expect(reply.text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
      expect(reply.text).not.toContain(token);
      const policy = reply.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(reply.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(reply.headers.get('Cache-Control')).toBe('no-store');
      expect(reply.headers.get('X-Frame-Options')).toBe('DENY');
      expect(reply.headers.get('X-Robots-Tag')).toBe('noindex, nofollow');
    }
    await gateway.send('HEAD', path);
    expect(calls).not.toContain('decide');
    expect(JSON.stringify(gateway.logs)).not.toContain(token);
  });

  it('decides by its form, and shows what was decided', async () => {
    const seen: unknown[] = [];
    const DecideApproval = async (request: never) => {
      seen.push(request);
      return { approval: decided };
    };
    const gateway = await start({ DecideApproval });
    const raw = new URLSearchParams({ decision: nasty, comment: 'a\r\nb' }).toString();
    const reply = await gateway.send('POST', path, { headers: form, raw });
    expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('<strong>approve</strong>')]);
    expect(seen).toEqual([{ token, decision: nasty, comment: 'a\r\nb' }]);
    expect(JSON.stringify(gateway.logs)).not.toContain(token);
  });

  it('speaks JSON with programs', async () => {
    const gateway = await start({
      GetApproval: async () => ({ approval: message }),
      DecideApproval: async () => ({ approval: decided }),
    });
    const shown = {
      id: id('apr'),
      title: nasty,
      description: `${nasty}\nmore`,
      choices: ['approve', nasty],
      state: 'open',
      expiresAt: time,
    };
    const got = await gateway.send('GET', path, { headers: { Accept: 'application/json' } });
    expect([got.status, got.json]).toEqual([200, shown]);
    const posted = await gateway.send('POST', path, { body: { decision: 'approve' } });
    expect([posted.status, posted.json]).toEqual([
      200,
      { ...shown, state: 'decided', decision: 'approve', decidedAt: time },
    ]);
  });

  it.each([
    ['EXPIRED', 410],
    ['WITHDRAWN', 410],
    ['DECIDED', 200],
  ])('of one that is %s shows no form: %d', async (state, status) => {
    const approval = { ...decided, state: `APPROVAL_STATE_${state}` };
    const gateway = await start({ GetApproval: async () => ({ approval }) });
    const reply = await gateway.send('GET', path, { headers: browser });
    expect([reply.status, reply.text.includes('<form')]).toEqual([status, false]);
    const asJson = await gateway.send('GET', path, { headers: { Accept: 'application/json' } });
    expect(asJson.status).toBe(status);
    if (status === 410) expect(asJson.problem.code).toBe(`APPROVAL.${state}`);
  });

  it.each([
    ['notFound', 'APPROVAL.NOT_FOUND', 404],
    ['conflict', 'APPROVAL.DECIDED', 409],
    ['gone', 'APPROVAL.EXPIRED', 410],
    ['invalidArgument', 'REQUEST.INVALID', 400],
  ] as const)('answers people by a page and programs by a problem: %s', async (kind, code, status) => {
    const fail = async () => {
      throw new AppError(kind, code, 'It is <so>.');
    };
    const gateway = await start({ GetApproval: fail, DecideApproval: fail });
    const raw = 'decision=approve';
    for (const reply of [
      await gateway.send('POST', path, { headers: form, raw }),
      await gateway.send('GET', path, { headers: browser }),
    ]) {
      expect([reply.status, reply.headers.get('Content-Type')]).toEqual([status, 'text/html; charset=utf-8']);
      expect(reply.text).toContain('It is &lt;so&gt;.');
    }
    const asJson = await gateway.send('POST', path, { body: { decision: 'approve' } });
    expect([asJson.status, asJson.problem.code]).toEqual([status, code]);
  });

  it('hides what is wrong with the platform from neither', async () => {
    const fail = async () => {
      throw new AppError('unavailable', 'SERVICE.UNAVAILABLE', 'Down.');
    };
    const gateway = await start({ GetApproval: fail });
    const reply = await gateway.send('GET', path, { headers: browser });
    expect([reply.status, reply.problem.code]).toEqual([503, 'SERVICE.UNAVAILABLE']);
    expect(JSON.stringify(gateway.logs)).not.toContain(token);
  });
});
