import { type Call } from '@neighbourhood/shared/call/call';
import {
  asKey,
  asUser,
  type Harness,
  type HarnessOptions,
  id,
  keyId,
  startHarness,
  userId,
  workspaceId,
} from './harness.ts';

const running: Harness[] = [];
const calls: Call[] = [];

async function start(options: HarnessOptions = {}): Promise<Harness> {
  const ListConsents = async (_request: never, call: Call) => {
    calls.push(call);
    return { consents: [], nextPageToken: '' };
  };
  const harness = await startHarness({ services: { consent: { ListConsents } }, ...options });
  running.push(harness);
  return harness;
}
const list = (harness: Harness, headers: Record<string, string>) =>
  harness.send('GET', '/api/v1/consents', { headers });

afterEach(async () => {
  calls.length = 0;
  await Promise.all(running.splice(0).map(harness => harness.stop()));
});

describe('a caller', () => {
  it('is passed on as a user with role, workspace and permissions, signed', async () => {
    const harness = await start({ permissions: ['consent:read'] });
    expect((await list(harness, asUser)).status).toBe(200);
    const identity = {
      kind: 'user',
      subject: userId,
      sessionId: id('ses'),
      workspaceId,
      role: 'admin',
      permissions: ['consent:read'],
      address: '127.0.0.1',
    };
    expect(calls[0]!.identity).toEqual({ ...identity, issuer: 'gateway' });
    expect(JSON.parse(calls[0]!.token.replace('signed:', ''))).toEqual(identity);
  });

  it('is passed on as an API key of its workspace', async () => {
    const harness = await start({ permissions: ['consent:read'] });
    expect((await list(harness, asKey)).status).toBe(200);
    expect(calls[0]!.identity).toMatchObject({
      kind: 'apiKey',
      subject: keyId,
      workspaceId,
      permissions: ['consent:read'],
    });
  });

  it.each([
    ['both credentials at once', { ...asUser, ...asKey }, 400, 'REQUEST.AMBIGUOUS_CREDENTIALS'],
    ['an expired token', { ...asUser, Authorization: 'Bearer expired' }, 401, 'AUTH.TOKEN_EXPIRED'],
    ['a forged token', { ...asUser, Authorization: 'Bearer forged' }, 401, 'AUTH.INVALID_TOKEN'],
    ['another scheme', { ...asUser, Authorization: 'Basic Z29vZA==' }, 401, 'AUTH.UNAUTHENTICATED'],
    ['an unknown key', { 'X-API-Key': 'nh_bad' }, 401, 'AUTH.INVALID_API_KEY'],
    ['a token but no workspace', { Authorization: 'Bearer good' }, 403, 'AUTH.WORKSPACE_REQUIRED'],
    [
      'a malformed workspace',
      { Authorization: 'Bearer good', 'X-Workspace-Id': '../x' },
      400,
      'REQUEST.INVALID',
    ],
    [
      "somebody else's workspace",
      { Authorization: 'Bearer good', 'X-Workspace-Id': id('wsp', 9) },
      404,
      'WORKSPACE.NOT_FOUND',
    ],
    [
      "a key and somebody else's workspace",
      { ...asKey, 'X-Workspace-Id': id('wsp', 9) },
      404,
      'WORKSPACE.NOT_FOUND',
    ],
  ])(
    'with %s is refused, and nothing is asked of services',
    async (_name, headers: Record<string, string>, status, code) => {
      const reply = await list(await start(), headers);
      expect([reply.status, reply.problem.code]).toEqual([status, code]);
      expect(calls).toEqual([]);
    },
  );

  it('whose session or key was revoked is refused', async () => {
    const harness = await start({ revoked: new Set([id('ses'), keyId]) });
    expect((await list(harness, asUser)).problem.code).toBe('AUTH.TOKEN_REVOKED');
    expect((await list(harness, asKey)).problem.code).toBe('AUTH.INVALID_API_KEY');
  });

  it('whose key has run out is refused though it is still cached', async () => {
    const harness = await start({ key: { expiresAt: new Date(Date.now() - 1) } });
    expect((await list(harness, asKey)).problem.code).toBe('AUTH.INVALID_API_KEY');
  });

  it('who logs out is refused at once', async () => {
    const harness = await start({ services: { auth: { Logout: async () => ({}) } } });
    expect((await harness.send('POST', '/api/v1/auth/logout', { headers: asUser })).status).toBe(204);
    expect((await list(harness, asUser)).problem.code).toBe('AUTH.TOKEN_REVOKED');
  });

  it('of a public route is nobody, whatever credentials come along', async () => {
    const seen: Call[] = [];
    const ValidateToken = async (_request: never, call: Call) => {
      seen.push(call);
      return { valid: false, reason: 'expired' };
    };
    const harness = await start({ services: { auth: { ValidateToken } } });
    const reply = await harness.send('POST', '/api/v1/auth/token/validate', {
      headers: asUser,
      body: { token: 'x' },
    });
    expect(reply.json).toEqual({ valid: false, reason: 'expired' });
    expect(seen[0]!.identity).toEqual({
      kind: 'anonymous',
      subject: '',
      permissions: [],
      issuer: 'gateway',
      address: '127.0.0.1',
    });
  });

  it('is seen through trusted proxies only', async () => {
    const headers = { ...asUser, 'X-Forwarded-For': '198.51.100.7, 203.0.113.9' };
    await list(await start(), headers);
    await list(await start({ settings: { trustedProxies: 1 } }), headers);
    expect(calls.map(({ identity }) => identity.address)).toEqual(['127.0.0.1', '203.0.113.9']);
  });
});
