import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { startPlatform, type TestPlatform } from '../../tools/jest/platform.ts';
import { createAuthority } from '../../tools/up/src/servers/certificates.ts';
import {
  allowedCalls,
  forgedCallbacks,
  straightToTheApp,
  throughAnothersSidecar,
  throughOwnSidecar,
  toOneself,
} from '../identity/attacks.ts';
import { surprises, unreached } from '../identity/attempts.ts';
import { onTheControlPlane } from '../identity/control-plane.ts';
import { forgedIdentities, withForgedIdentities } from '../identity/forged-identities.ts';
import { withAnothersCertificate, withoutCertificate } from '../identity/internal-port.ts';
import {
  apps,
  bodyOf,
  callbacks,
  harmless,
  health,
  reflection,
  serviceApps,
  services,
} from '../identity/methods.ts';
import { countRows, type Rows } from '../identity/rows.ts';
import { beyondNeed, ofAnother, ofOthers, secretsInBulk } from '../identity/sidecar-api.ts';
import { openVictim, type Victim } from '../identity/victim.ts';
import { journey, newWorld, type World } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import { createRest } from '../journey/rest.ts';

// A whole platform with mTLS, attacked by one who knows every secret of it, and has taken over any one app.

let platform: TestPlatform;
let listener: Listener;
let world: World;
let victim: Victim;
/** Signed by the gateway, of an owner of the journey's workspace: only the way that it takes is wrong. */
let token: string;
/** Folder of an authority that is not the platform's. */
let foreign: string;
let before: Rows;

beforeAll(async () => {
  platform = await startPlatform('--mtls');
  listener = await startListener();
  world = newWorld(createRest(platform.baseUrl), listener);
  foreign = await mkdtemp(join(tmpdir(), 'neighbourhood-foreign-'));
  const { cert } = await createAuthority(foreign, 'issuer', { name: 'foreign', days: 1 });
  await cp(cert, join(foreign, 'ca.crt'));
});
afterAll(async () => {
  victim.close();
  await listener.close();
  await platform.stop();
  await rm(foreign, { recursive: true });
});

describe('the whole journey, over mTLS and past access control', () => {
  test.each(journey.map((step, index) => ({ ...step, name: `${index + 1}. ${step.title}` })))(
    '$name',
    async ({ run }) => {
      const { status: answered } = await run(world);
      expect(answered).toBeGreaterThanOrEqual(200);
    },
  );
});

describe('refused, with nothing written:', () => {
  beforeAll(async () => {
    victim = await openVictim(platform);
    token = await victim.sign('gateway', { workspaceId: world.workspaceId ?? '' });
    before = await countRows(victim.postgresUrl);
  });

  test.each(apps)(
    'what no rule lets an app call of %s, through its own sidecar, in any disguise',
    async callee => {
      const attempts = throughOwnSidecar(victim, callee, token);
      expect(attempts.length).toBeGreaterThan(400);
      expect(await surprises(attempts)).toEqual([]);
    },
  );

  test.each(serviceApps)('what reaches %s without its sidecar, and what it asks of itself', async callee => {
    expect(await surprises(straightToTheApp(victim, callee, token))).toEqual([]);
    expect(await surprises(forgedCallbacks(victim, callee))).toEqual([]);
    expect(await surprises(toOneself(victim, callee, token))).toEqual([]);
  });

  test.each(serviceApps)('what comes to %s through the sidecar of another', async callee => {
    expect(await surprises(throughAnothersSidecar(victim, callee, token))).toEqual([]);
  });

  test.each(apps)(
    'what comes to the internal port of %s without a certificate of the platform',
    async callee => {
      expect(await surprises(await withoutCertificate(victim, callee, foreign))).toEqual([]);
    },
  );

  test.each(serviceApps)(
    'what comes to the internal port of %s with a certificate of another',
    async callee => {
      expect(await surprises(await withAnothersCertificate(victim, callee, token))).toEqual([]);
    },
  );

  test('every method under every identity that is none', async () => {
    const attempts = withForgedIdentities(victim, await forgedIdentities(victim, world.token ?? ''));
    expect(attempts.length).toBeGreaterThan(1_000);
    expect(await surprises(attempts)).toEqual([]);
  });

  test.each(apps)('what %s does not need of its sidecar, and what is not its own there', async app => {
    expect(await surprises(beyondNeed(victim, app))).toEqual([]);
    expect(await surprises(ofAnother(victim, app))).toEqual([]);
    const others = ofOthers(victim, app);
    expect(others.length).toBeGreaterThan(10);
    expect(await surprises(others)).toEqual([]);
  });

  test('secrets of others, to who asks for all there are', async () => {
    for (const app of apps) {
      const { given, may } = await secretsInBulk(victim, app);
      expect(given).not.toEqual([]);
      expect(may).toEqual(expect.arrayContaining(given));
    }
  });

  test('jobs of another app, and a control plane for those without a certificate', async () => {
    expect(await surprises(await onTheControlPlane(victim, foreign))).toEqual([]);
  });

  test('reflection of a service through the sidecars: a sidecar tells of itself only', async () => {
    const client = victim.client(victim.ports('integration').api);
    const headers = { 'dapr-app-id': 'consent', 'dapr-api-token': victim.tokens('integration').api };
    // ServerReflectionRequest{list_services: "*"}, in protobuf.
    const list = Buffer.from('3a012a', 'hex');
    for (const path of reflection) {
      const { body } = await client.call(path, headers, list);
      expect(body.toString()).not.toContain('neighbourhood');
    }
  });

  test('the HTTP API of any sidecar, but for its health and what it says of itself to its own', async () => {
    for (const app of apps) {
      const url = `http://127.0.0.1:${victim.ports(app).http}/v1.0`;
      const headers = { 'dapr-api-token': victim.tokens(app).api };
      const paths = ['secrets/secretstore/internal-jwks', 'invoke/consent/method/x', 'actors/x/y/method/z'];
      for (const path of [...paths, 'shutdown'])
        expect((await fetch(`${url}/${path}`, { headers })).status).toBe(404);
      expect((await fetch(`${url}/metadata`)).status).toBe(401);
      expect((await fetch(`${url}/metadata`, { headers })).status).toBe(200);
      expect((await fetch(`${url}/healthz`)).status).toBe(204);
    }
  });

  test('nothing was written', async () => {
    expect(Object.keys(before).length).toBeGreaterThan(20);
    expect(await countRows(victim.postgresUrl)).toEqual(before);
  });
});

describe('not refused:', () => {
  test('what anybody may ask an app: whether it is able to work', async () => {
    for (const app of serviceApps) {
      const client = victim.client(victim.ports(app).app);
      for (const path of [...harmless, health[0] ?? ''])
        expect((await client.call(path)).code).toBe(status.OK);
      expect(callbacks).toEqual(expect.arrayContaining(harmless));
    }
  });

  test('every call that the rules allow', async () => {
    const calls = await allowedCalls(victim);
    expect(calls.length).toBeGreaterThan(80);
    expect(await unreached(calls)).toEqual([]);
  });

  test('a consent that the gateway grants, which was refused in every other way', async () => {
    const path = `/${services.consent}/GrantConsent`;
    const { code, details } = await victim.client(victim.ports('gateway').api).call(
      path,
      {
        authorization: `Bearer ${token}`,
        'dapr-app-id': 'consent',
        'dapr-api-token': victim.tokens('gateway').api,
        'dapr-stream': 'true',
      },
      bodyOf(path),
    );
    expect([status[code], details]).toEqual(['OK', '']);
  });
});
