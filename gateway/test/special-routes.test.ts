import { AppError } from '@neighbourhood/shared/errors/app-error';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { asUser, type FakeServices, type Harness, id, startHarness } from './harness.ts';

let harness: Harness | undefined;
const start = async (services: FakeServices) => (harness = await startHarness({ services }));
afterEach(async () => {
  await harness?.stop();
  harness = undefined;
});

const at = { seconds: 1_700_000_000, nanos: 0 };
const connection = {
  id: id('con'),
  provider: 'sandbox',
  endUserId: 'eu',
  status: 'CONNECTION_STATUS_ACTIVE',
  scopes: [],
  connectedAt: at,
};

describe('connecting', () => {
  const authorizationUrl = 'https://provider.example/authorize?client_id=x&state=st-1';
  const soon = () => ({ seconds: Math.floor(Date.now() / 1000) + 600, nanos: 0 });
  const StartConnection = async () => ({ authorizationUrl, browserBinding: 'bind-1', expiresAt: soon() });

  it('binds the browser by a cookie that only the callback sees, and goes on to the provider', async () => {
    const reply = await (await start({ integration: { StartConnection } })).send('GET', '/connect/token-1');
    expect([reply.status, reply.headers.get('Location'), reply.headers.get('Cache-Control')]).toEqual([
      302,
      authorizationUrl,
      'no-store',
    ]);
    expect(reply.headers.get('Set-Cookie')).toMatch(
      /^nh_connect_[0-9a-f]{16}=bind-1; Path=\/api\/v1\/connections\/callback; Max-Age=(600|59\d); HttpOnly; SameSite=Lax$/,
    );
  });

  async function callback(query: string, cookie: string, redirectUri: string) {
    const requests: unknown[] = [];
    const ExchangeCode = async (request: never) => {
      requests.push(request);
      return { connection, redirectUri };
    };
    const gateway = await start({ integration: { StartConnection, ExchangeCode } });
    const first = await gateway.send('GET', '/connect/token-1');
    const [pair = ''] = (first.headers.get('Set-Cookie') ?? '').split(';');
    const headers: Record<string, string> = cookie === 'own' ? { Cookie: `other=1; ${pair}` } : {};
    return {
      reply: await gateway.send('GET', `/api/v1/connections/callback?${query}`, { headers }),
      requests,
    };
  }

  it('brings the code and the cookie to the service, and the browser back to the customer', async () => {
    const { reply, requests } = await callback(
      'code=c&state=st-1&iss=https%3A%2F%2Fp&session_state=extra',
      'own',
      'https://app.example/done?x=1',
    );
    expect(requests).toEqual([
      {
        code: 'c',
        state: 'st-1',
        browserBinding: 'bind-1',
        error: '',
        errorDescription: '',
        issuer: 'https://p',
        callback: { session_state: 'extra' },
      },
    ]);
    expect([reply.status, reply.headers.get('Location')]).toEqual([
      302,
      `https://app.example/done?x=1&connectionId=${id('con')}`,
    ]);
    expect(reply.headers.get('Set-Cookie')).toMatch(/^nh_connect_[0-9a-f]{16}=; .*Max-Age=0/);
  });

  it('answers with the connection where there is no address to return to', async () => {
    const { reply } = await callback('code=c&state=st-1', 'own', '');
    expect([reply.status, reply.json.connection.id, reply.json.connection.status]).toEqual([
      200,
      id('con'),
      'active',
    ]);
  });

  it('brings no cookie of another authorisation, and says what the provider refused', async () => {
    const { requests } = await callback('error=access_denied&error_description=no&state=st-2', 'own', '');
    expect(requests).toEqual([
      {
        code: '',
        state: 'st-2',
        browserBinding: '',
        error: 'access_denied',
        errorDescription: 'no',
        issuer: '',
        callback: {},
      },
    ]);
  });

  it('needs a state', async () => {
    const reply = await (await start({})).send('GET', '/api/v1/connections/callback?code=c');
    expect([reply.status, reply.problem.errors?.[0]?.path]).toEqual([400, 'state']);
  });
});

describe('running a workflow', () => {
  const run = (status: string, output?: unknown) => ({
    id: id('exe'),
    workflowId: id('wfl'),
    workflowVersion: '1.0.0',
    workflowHash: 'h',
    status,
    startedAt: at,
    ...(output === undefined ? {} : { output: toValue(output), endedAt: at }),
  });
  const path = `/api/v1/workflows/${id('wfl')}/executions`;

  async function execute(answer: object, headers: Record<string, string> = {}, body?: unknown) {
    const seen: { request: Record<string, unknown>; options: unknown }[] = [];
    const ExecuteWorkflow = async (request: never, _call: unknown, options?: object) => {
      seen.push({ request, options });
      return answer;
    };
    const gateway = await start({ workflow: { ExecuteWorkflow } });
    return { reply: await gateway.send('POST', path, { headers: { ...asUser, ...headers }, body }), seen };
  }

  it('answers 202 with where to look', async () => {
    const { reply, seen } = await execute({ execution: run('EXECUTION_STATE_PENDING'), ended: false });
    expect([reply.status, reply.json]).toEqual([202, { id: id('exe'), status: 'pending' }]);
    expect(reply.headers.get('Location')).toBe(`/api/v1/executions/${id('exe')}`);
    expect(reply.headers.get('Preference-Applied')).toBeNull();
    expect(seen[0]!.request).toMatchObject({
      workflowId: id('wfl'),
      waitSeconds: 0,
      input: null,
      endUserId: '',
      connections: {},
    });
  });

  it('waits as preferred, at most 25 seconds, and answers 200 with the whole execution when it ended', async () => {
    const { reply, seen } = await execute(
      { execution: run('EXECUTION_STATE_COMPLETED', { n: 2 }), ended: true },
      { Prefer: 'wait=90' },
      { input: { n: 1 } },
    );
    expect([reply.status, reply.json.status, reply.json.output]).toEqual([200, 'completed', { n: 2 }]);
    expect(reply.headers.get('Preference-Applied')).toBe('wait=25');
    expect(seen[0]!.request['waitSeconds']).toBe(25);
    expect(seen[0]!.options).toMatchObject({ timeoutMs: 35_000 });
  });

  it('answers 202 when it did not end in time', async () => {
    const { reply } = await execute(
      { execution: run('EXECUTION_STATE_WAITING'), ended: false },
      { Prefer: 'wait=1' },
    );
    expect([reply.status, reply.json.status, reply.headers.get('Preference-Applied')]).toEqual([
      202,
      'waiting',
      'wait=1',
    ]);
  });

  it('passes the Idempotency-Key on, and replays where to look', async () => {
    const { reply, seen } = await execute(
      { execution: run('EXECUTION_STATE_PENDING'), ended: false },
      { 'Idempotency-Key': 'once' },
    );
    const again = await harness!.send('POST', path, { headers: { ...asUser, 'Idempotency-Key': 'once' } });
    expect(seen).toHaveLength(1);
    expect(seen[0]!.request['idempotencyKey']).toMatch(/^idempotency:/);
    expect([again.status, again.text, again.headers.get('Location')]).toEqual([
      202,
      reply.text,
      reply.headers.get('Location'),
    ]);
  });
});

describe('a workflow document', () => {
  const workflow = { id: id('wfl'), namespace: 'a', name: 'b', version: '1.0.0', hash: 'h', createdAt: at };

  it('in YAML reaches the service as it was written', async () => {
    const seen: Record<string, unknown>[] = [];
    const CreateWorkflow = async (request: never) => {
      seen.push(request);
      return { workflow };
    };
    const gateway = await start({ workflow: { CreateWorkflow } });
    const raw = '# hello\ndocument: {dsl: 1.0.3}\ndo:\n  - a: {set: {x: 1}}\n';
    const reply = await gateway.send('POST', '/api/v1/workflows', {
      headers: { ...asUser, 'Content-Type': 'application/yaml' },
      raw,
    });
    expect(reply.status).toBe(201);
    expect(seen).toEqual([{ document: raw, format: 'DOCUMENT_FORMAT_YAML' }]);
  });

  it.each(['a: [', '- 1\n- 2', 'just text'])('that is no YAML object is refused: %j', async raw => {
    const gateway = await start({});
    const reply = await gateway.send('POST', '/api/v1/workflows', {
      headers: { ...asUser, 'Content-Type': 'application/yaml' },
      raw,
    });
    expect([reply.status, gateway.logs.filter(({ message }) => message === 'request failed')]).toEqual([
      400,
      [],
    ]);
  });
});

describe('the compliance report', () => {
  it('comes as CSV when asked', async () => {
    const ReportCompliance = async () => ({
      rows: [{ provider: 'slack', purpose: 'ads', granted: 1, revoked: 0, expired: 0, active: 1 }],
    });
    const gateway = await start({ consent: { ReportCompliance } });
    const period = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00%2B02:00';
    const reply = await gateway.send('GET', `/api/v1/consents/report?${period}&format=csv`, {
      headers: asUser,
    });
    expect(reply.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    expect(reply.text).toBe('provider,purpose,granted,revoked,expired,active\r\nslack,ads,1,0,0,1\r\n');
  });
});

describe("an end user's overview", () => {
  const none = { nextPageToken: '' };
  const down = async () => {
    throw new AppError('unavailable', 'SERVICE.UNAVAILABLE', 'Down.');
  };
  const whole: FakeServices = {
    consent: { ListConsents: async () => ({ consents: [], ...none }) },
    integration: { ListConnections: async () => ({ connections: [connection], ...none }) },
    workflow: { ListExecutions: async () => ({ executions: [], ...none }) },
    notification: { GetNotificationHistory: async () => ({ notifications: [], ...none }) },
  };
  const path = '/api/v1/end-users/eu/overview';

  it('is one answer out of four services', async () => {
    const reply = await (await start(whole)).send('GET', path, { headers: asUser });
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({
      endUserId: 'eu',
      consents: { items: [] },
      connections: { items: [{ id: id('con') }] },
      executions: { items: [] },
      notifications: { items: [] },
      missing: [],
    });
  });

  it('is all or nothing, unless a part may be missing, which is then named', async () => {
    const gateway = await start({ ...whole, workflow: { ListExecutions: down } });
    expect((await gateway.send('GET', path, { headers: asUser })).status).toBe(503);
    const partial = await gateway.send('GET', `${path}?partial=allow`, { headers: asUser });
    expect([partial.status, partial.json.missing, 'executions' in partial.json]).toEqual([
      200,
      [{ part: 'executions', code: 'SERVICE.UNAVAILABLE' }],
      false,
    ]);
  });

  it('is no answer when every part is missing', async () => {
    const gateway = await start({
      consent: { ListConsents: down },
      integration: { ListConnections: down },
      workflow: { ListExecutions: down },
      notification: { GetNotificationHistory: down },
    });
    expect((await gateway.send('GET', `${path}?partial=allow`, { headers: asUser })).status).toBe(503);
  });
});
