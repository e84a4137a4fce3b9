import { platform } from './platform.ts';

// What `make smoke` asks of a deployment after a roll-out, production too: nothing is written.
const { baseUrl, call } = platform();
const get = async (path: string) => {
  const response = await fetch(`${baseUrl}${path}`);
  return { status: response.status, headers: response.headers, body: await response.json() };
};

test('it is alive, and every service behind it is ready', async () => {
  expect((await get('/health/live')).status).toBe(200);
  expect(await get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('it describes its API', async () => {
  const { status, body } = await get('/openapi.json');
  expect(status).toBe(200);
  expect(Object.keys((body as { paths: object }).paths).length).toBeGreaterThan(20);
});

test('it publishes the keys of its tokens, and public parts alone', async () => {
  const { body } = await get('/.well-known/jwks.json');
  const { keys } = body as { keys: object[] };
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) expect(key).not.toHaveProperty('d');
});

test.each(['/workspaces', '/connections', '/consents', '/workflows', '/webhooks'])(
  'it shows %s to nobody without credentials, and says so as a problem document',
  async path => {
    const { status, headers, body } = await call('GET', path);
    expect(status).toBe(401);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 401, code: expect.stringMatching(/^AUTH\./) as string });
  },
);
