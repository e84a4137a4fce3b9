import { asKey, asUser, type Harness, startHarness } from './harness.ts';
import { goodBody, goodPath, routes } from './all-routes.ts';

const named = routes.map(route => [`${route.method.toUpperCase()} ${route.path}`, route] as const);
const method = (route: (typeof routes)[number]) => route.method.toUpperCase();

describe('every route', () => {
  let harness: Harness;
  let powerless: Harness;

  beforeAll(async () => {
    harness = await startHarness();
    powerless = await startHarness({ permissions: [] });
  });
  afterAll(async () => {
    await Promise.all([harness.stop(), powerless.stop()]);
  });

  it.each(named.filter(([, route]) => route.auth !== 'public'))(
    '%s answers 401 without credentials',
    async (_name, route) => {
      const reply = await harness.send(method(route), goodPath(route), {
        body: route.method === 'get' ? undefined : goodBody(route),
      });
      expect([reply.status, reply.problem.code]).toEqual([401, 'AUTH.UNAUTHENTICATED']);
      expect(reply.headers.get('WWW-Authenticate')).toBe('Bearer realm="neighbourhood"');
    },
  );

  it.each(named.filter(([, route]) => route.auth !== 'public'))(
    '%s answers 401 to a bad token',
    async (_name, route) => {
      const reply = await harness.send(method(route), goodPath(route), {
        headers: { ...asUser, Authorization: 'Bearer bad' },
      });
      expect([reply.status, reply.problem.code]).toEqual([401, 'AUTH.INVALID_TOKEN']);
    },
  );

  it.each(named.filter(([, route]) => route.permission !== undefined))(
    '%s answers 403 to a user and a key without its permission',
    async (_name, route) => {
      for (const headers of [asUser, asKey]) {
        const reply = await powerless.send(method(route), goodPath(route), { headers });
        expect([reply.status, reply.problem.code]).toEqual([403, 'AUTH.FORBIDDEN']);
      }
    },
  );

  it.each(named.filter(([, route]) => route.auth === 'user'))(
    '%s answers 403 to an API key',
    async (_name, route) => {
      const reply = await harness.send(method(route), goodPath(route), { headers: asKey });
      expect([reply.status, reply.problem.code]).toEqual([403, 'AUTH.USER_REQUIRED']);
    },
  );

  it.each(named.filter(([, route]) => route.method !== 'get' && !route.raw))(
    '%s answers 400 to a malformed body',
    async (_name, route) => {
      const headers = { ...(route.auth === 'public' ? {} : asUser), 'Content-Type': 'application/json' };
      const reply = await harness.send(method(route), goodPath(route), { headers, raw: '{"a":' });
      expect([reply.status, reply.problem.code]).toEqual([400, 'REQUEST.MALFORMED']);
    },
  );

  it.each(named.filter(([, route]) => route.method !== 'get' && !route.formats && !route.raw))(
    '%s names unknown fields',
    async (_name, route) => {
      const good = goodBody(route);
      const body = Array.isArray(good)
        ? [{ ...good[0], surprise: 1 }]
        : { ...(good as object | undefined), surprise: 1 };
      const reply = await harness.send(method(route), goodPath(route), {
        headers: route.auth === 'public' ? {} : asUser,
        body,
      });
      expect([reply.status, reply.problem.code]).toEqual([400, 'REQUEST.INVALID']);
      expect(reply.problem.errors).toContainEqual({
        path: Array.isArray(good) ? '0.surprise' : 'surprise',
        message: 'is not a known field',
      });
    },
  );

  // What is passed on to providers, and what they send, has parameters of its own.
  const strangers = named.filter(([, { streams, hook }]) => streams === 'all' || hook).map(([name]) => name);

  it.each(
    named.filter(([name, route]) => route.path !== '/connections/callback' && !strangers.includes(name)),
  )('%s names unknown query parameters', async (_name, route) => {
    const path = goodPath(route);
    const reply = await harness.send(method(route), `${path}${path.includes('?') ? '&' : '?'}surprise=1`, {
      headers: route.auth === 'public' ? {} : asUser,
      body: route.method === 'get' ? undefined : goodBody(route),
    });
    expect([reply.status, reply.problem.code]).toEqual([400, 'REQUEST.INVALID']);
    expect(reply.problem.errors).toEqual([{ path: 'surprise', message: 'is not a known field' }]);
  });

  // Whether an action takes a file, only its service knows.
  it.each(named.filter(([, route]) => route.method !== 'get' && !route.raw && !route.streams))(
    '%s answers 415 to another kind of body',
    async (_name, route) => {
      const headers = { ...(route.auth === 'public' ? {} : asUser), 'Content-Type': 'text/plain' };
      const reply = await harness.send(method(route), goodPath(route), { headers, raw: 'hello' });
      expect([reply.status, reply.problem.code]).toEqual([415, 'REQUEST.UNSUPPORTED_MEDIA_TYPE']);
    },
  );

  it.each(
    named.filter(
      ([, route]) => route.params !== undefined && /\{(id|keyId|userId|deliveryId)\}/.test(route.path),
    ),
  )('%s answers 400 to a malformed id', async (_name, route) => {
    const path = goodPath(route).replace(/[a-z]{3}_[0-9a-z]{26}|slack/, 'N%27oops');
    const reply = await harness.send(method(route), path, {
      headers: asUser,
      body: route.method === 'get' ? undefined : goodBody(route),
    });
    expect([reply.status, reply.problem.code]).toEqual([400, 'REQUEST.INVALID']);
  });

  it.each(named.filter(([, route]) => route.auth === 'any'))(
    "%s hides another customer's workspace",
    async (_name, route) => {
      const foreign = 'wsp_01jd9x8k2hf0rt5s1m3v7c6q99';
      const path =
        route.workspace === 'path' ? goodPath(route).replace(/wsp_[0-9a-z]{26}/, foreign) : goodPath(route);
      for (const headers of [asUser, asKey]) {
        const reply = await harness.send(method(route), path, {
          headers: { ...headers, 'X-Workspace-Id': foreign },
        });
        expect([reply.status, reply.problem.code]).toEqual([404, 'WORKSPACE.NOT_FOUND']);
      }
    },
  );
});
