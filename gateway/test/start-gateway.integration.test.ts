import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import { type Call } from '@neighbourhood/shared/call/call';
import { liveConfig } from '@neighbourhood/shared/config/live';
import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { createIdentityVerifier } from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer, type GrpcServer, implement } from '@neighbourhood/shared/grpc/server';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createMetrics } from '@neighbourhood/shared/metrics/metrics';
import { redisComponents } from '@neighbourhood/shared/testing/components';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { gatewayConfig } from '../src/infrastructure/config.ts';
import { startGateway } from '../src/infrastructure/start-gateway.ts';
import { id, userId, workspaceId } from './harness.ts';

async function signingKey(
  kid: string,
): Promise<{ secret: JWK; open: JWK; key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const common = { kid, alg: 'EdDSA' };
  return {
    secret: { ...(await exportJWK(privateKey)), ...common },
    open: { ...(await exportJWK(publicKey)), ...common },
    key: privateKey,
  };
}

/** The gateway as main.ts starts it, a stand-in for auth behind real sidecars, and nothing else there. */
describe('the gateway next to its sidecar', () => {
  const log = createLogger({ app: 'gateway', level: 'silent' });
  const calls: Call[] = [];
  const stops: (() => Promise<void> | void)[] = [];
  let authServer: GrpcServer;
  let daprds: Daprd[];
  let sidecars: Sidecar[];
  let url: string;
  let token: string;

  beforeAll(async () => {
    const [own, user] = [await signingKey('g1'), await signingKey('u1')];
    token = await new SignJWT({ sid: id('ses') })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'u1' })
      .setIssuer('neighbourhood-auth')
      .setAudience('neighbourhood-api')
      .setSubject(userId)
      .setExpirationTime('10m')
      .sign(user.key);
    authServer = createGrpcServer({
      log,
      metrics: createMetrics('auth'),
      verifier: createIdentityVerifier({ gateway: { keys: [own.open] } }),
      services: [
        implement<AuthServiceDefinition>('neighbourhood.auth.v1.AuthService', {
          GetJwks: async () => ({ jwks: toValue({ keys: [user.open] }) }),
          GetWorkspaceAccess: async ({ workspaceId: asked }, call) => {
            calls.push(call);
            if (asked !== workspaceId) throw new AppError('notFound', 'WORKSPACE.NOT_FOUND', 'None.');
            return { role: 'ROLE_ADMIN', permissions: ['consent:read', 'workspace:read'] };
          },
          GetWorkspace: async (_request, call) => {
            calls.push(call);
            return {
              workspace: {
                id: workspaceId,
                name: 'Acme',
                plan: 'free',
                role: 'ROLE_ADMIN',
                redirectUris: [],
              },
            };
          },
        }),
      ],
    });
    const appPort = await authServer.listen(0);
    const components = redisComponents(await testRedis());
    daprds = await Promise.all([
      startDaprd({ appId: 'gateway', components }),
      startDaprd({ appId: 'auth', components, appPort }),
    ]);
    sidecars = daprds.map(({ grpcPort, httpPort }) => createSidecar({ grpcPort, httpPort, log }));
    const port = await freePort();
    const directory = new URL('../../configs', import.meta.url).pathname;
    const live = liveConfig({
      app: 'gateway',
      schema: gatewayConfig,
      directory,
      env: { NH_SERVER__PORT: String(port) },
    });
    const secrets: Record<string, unknown> = {
      'gateway-internal-key': own.secret,
      'gateway-idempotency-key': { current: 'k', keys: { k: Buffer.alloc(32, 7).toString('base64') } },
    };
    await startGateway({
      app: 'gateway',
      config: live.current,
      live,
      log,
      metrics: createMetrics('gateway'),
      sidecar: sidecars[0]!,
      secretJson: async (name: string, make: (value: unknown) => unknown) => ({
        current: await make(secrets[name]),
      }),
      onStop: (stop: () => Promise<void>) => stops.push(stop),
    } as never);
    url = `http://127.0.0.1:${port}`;
  });

  afterAll(async () => {
    for (const stop of stops) await stop();
    for (const sidecar of sidecars) sidecar.close();
    await Promise.all(daprds.map(daprd => daprd.stop()));
  });

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const reply = await fetch(url + path, { headers });
    return {
      status: reply.status,
      headers: reply.headers,
      json: (await reply.json()) as Record<string, unknown>,
    };
  };

  it('is ready though other services are not there, and says so', async () => {
    const reply = await eventually(async () => {
      const found = await get('/health/ready');
      return found.status === 200 && found;
    });
    expect(reply.json).toMatchObject({
      status: 'ok',
      dependencies: { sidecar: 'up', state: 'up', auth: 'up', consent: 'down' },
    });
  });

  it('checks a token by keys fetched through the sidecars, and passes a signed identity on', async () => {
    const reply = await get(`/api/v1/workspaces/${workspaceId}`, {
      Authorization: `Bearer ${token}`,
      'X-Request-Id': 'through-1',
    });
    expect([reply.status, reply.json['name']]).toEqual([200, 'Acme']);
    expect(calls.map(({ identity }) => identity.kind)).toEqual(['anonymous', 'user']);
    expect(calls[1]).toMatchObject({
      requestId: 'through-1',
      identity: { issuer: 'gateway', subject: userId, workspaceId, role: 'admin' },
    });
    expect(reply.headers.get('RateLimit')).toMatch(/"user";r=\d+/);
  });

  it('hides a workspace that is not theirs', async () => {
    const reply = await get(`/api/v1/workspaces/${id('wsp', 9)}`, { Authorization: `Bearer ${token}` });
    expect([reply.status, reply.json['code']]).toEqual([404, 'WORKSPACE.NOT_FOUND']);
  });

  it('answers 503 for a service that is not there', async () => {
    const reply = await get('/api/v1/consents', {
      Authorization: `Bearer ${token}`,
      'X-Workspace-Id': workspaceId,
    });
    expect([reply.status, reply.headers.get('Content-Type')]).toEqual([503, 'application/problem+json']);
  });

  it('refuses a session that auth revoked in the state that both see', async () => {
    const shared = sidecars[1]!.state('sharedstate');
    await shared.set(`revoked-session:${id('ses')}`, {}, { ttlSeconds: 60 });
    const reply = await eventually(
      async () => {
        const found = await get(`/api/v1/workspaces/${workspaceId}`, { Authorization: `Bearer ${token}` });
        return found.status === 401 && found;
      },
      { timeoutMs: 5_000 },
    );
    expect(reply.json['code']).toBe('AUTH.TOKEN_REVOKED');
  });

  it('is not ready any more once auth is gone', async () => {
    await authServer.drain();
    const reply = await eventually(async () => {
      const found = await get('/health/ready');
      return found.status === 503 && found;
    });
    expect(reply.json).toMatchObject({ code: 'GATEWAY.NOT_READY' });
    expect(String(reply.json['detail'])).toContain('auth');
    expect((await get('/health/live')).status).toBe(200);
  });
});
