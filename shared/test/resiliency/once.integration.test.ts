import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import { setTimeout as delay } from 'node:timers/promises';
import { type Call } from '../../call/call.ts';
import { AppError } from '../../errors/app-error.ts';
import { createServiceClient } from '../../grpc/client.ts';
import { eventually } from '../../testing/eventually.ts';
import { fakeCall, type FakeCallOptions } from '../../testing/fake-call.ts';
import { freePort } from '../../testing/free-port.ts';
import { reroute } from '../../testing/reroute.ts';
import { startTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.ts';
import { startApp, type TestApp, type TestKeys, testKeys } from '../app.ts';
import { policies } from './policies.ts';

// GrantConsent must not arrive twice; ValidateConsent may, and is sent again. The same accident happens to both.

const service = 'neighbourhood.consent.v1.ConsentService';
const asked = { endUserId: 'u1', provider: 'slack' };
/** No breaker of the caller's own, which would keep calls from the accidents. */
const reckless = { failures: 1_000 };

let keys: TestKeys;
let caller: TestApp;
let callee: TestApp;
let client: ReturnType<TestApp['clientOf']>;
/** What stands between: caller and its sidecar, the two sidecars, the callee's sidecar and the callee. */
let proxies: Record<'caller' | 'sidecars' | 'callee', TcpProxy>;

const arrived = { grants: 0, reads: 0 };
let behaviour: (call: Call) => Promise<void> = async () => undefined;

const signed = async (over: FakeCallOptions = {}) => {
  const call = fakeCall({ permissions: ['consent:read'], ...over });
  return { ...call, token: await keys.gateway.sign(call.identity) };
};
const grant = async (over?: FakeCallOptions) => client.GrantConsent(asked, await signed(over));
const read = async (over?: FakeCallOptions) => client.ValidateConsent(asked, await signed(over));
const works = () => eventually(async () => (await read()).valid, { what: 'the way being whole again' });

beforeAll(async () => {
  keys = await testKeys();
  const found: Partial<typeof proxies> = {};
  callee = await startApp({
    appId: 'consent',
    keys,
    between: { toApp: async port => (found.callee = await startTcpProxy(await freePort(), port)).port },
    handlers: {
      GrantConsent: async (_request, call) => {
        arrived.grants += 1;
        await behaviour(call);
        return {};
      },
      ValidateConsent: async (_request, call) => {
        arrived.reads += 1;
        await behaviour(call);
        return { valid: true };
      },
    },
  });
  const way = await freePort();
  found.sidecars = await startTcpProxy(way, reroute('consent', way));
  caller = await startApp({
    appId: 'gateway',
    keys,
    components: [policies],
    between: { toSidecar: async port => (found.caller = await startTcpProxy(await freePort(), port)).port },
  });
  client = caller.clientOf('consent', undefined, undefined, reckless);
  proxies = found as typeof proxies;
});
afterAll(async () => {
  await Promise.all([caller, callee].map(app => app.stop()));
  await Promise.all(Object.values(proxies).map(proxy => proxy.close()));
});

beforeEach(async () => {
  behaviour = async () => undefined;
  await works();
  arrived.grants = 0;
  arrived.reads = 0;
});

/** What happens the first time that a call has arrived; then it is answered like any other. */
function onFirst(accident: () => void): void {
  let happened = false;
  behaviour = async ({ signal }) => {
    if (happened) return;
    happened = true;
    accident();
    await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
  };
}

describe.each(['caller', 'sidecars', 'callee'] as const)(
  'where the connection breaks after a request arrived (%s)',
  hop => {
    test('a call that must not be repeated fails, and arrived once', async () => {
      onFirst(() => proxies[hop].cut());
      await expect(grant()).rejects.toMatchObject({ code: 'SERVICE.UNAVAILABLE', retryAfterSeconds: 1 });
      await works();
      expect(arrived.grants).toBe(1);
    });

    test('a read is sent again, once, and answered', async () => {
      onFirst(() => proxies[hop].cut());
      expect(await read()).toMatchObject({ valid: true });
      expect(arrived.reads).toBe(2);
    });
  },
);

test('however many connections break while many calls are under way, none arrives twice', async () => {
  const hops = Object.values(proxies);
  const times = new Map<string, number>();
  behaviour = async ({ requestId }) => {
    times.set(requestId, (times.get(requestId) ?? 0) + 1);
    if (times.size % 10 === 0) hops[(times.size / 10) % hops.length]!.cut();
  };
  let granted = 0;
  const all = Array.from({ length: 400 }, (_, i) => i);
  const worker = async () => {
    while (all.pop() !== undefined)
      await grant().then(
        () => (granted += 1),
        () => undefined,
      );
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  expect(Math.max(...times.values())).toBe(1);
  expect(granted).toBeGreaterThan(0);
  // Some were lost on the way there, more on the way back.
  expect(times.size).toBeLessThanOrEqual(400);
  expect(granted).toBeLessThan(times.size);
});

describe('a connection that does not come about', () => {
  test('is tried again by the sidecar for every call: nothing was sent yet', async () => {
    await proxies.sidecars.close();
    const before = caller.daprd.output().length;
    const granted = grant({ timeoutMs: 20_000 });
    const retrying = () => caller.daprd.output().slice(before).includes('GrantConsent]. Retrying in');
    await eventually(retrying, { what: 'the sidecar trying again' });
    await proxies.sidecars.open();
    expect(await granted).toBeDefined();
    expect(arrived.grants).toBe(1);
  });
});

describe('an answer that takes longer', () => {
  test('than any timeout of a policy is waited for, and the call arrived once', async () => {
    behaviour = () => delay(5_000);
    expect(await grant({ timeoutMs: 60_000 })).toBeDefined();
    expect(arrived.grants).toBe(1);
  });

  test('than the caller waits ends the call everywhere, and repeats nothing', async () => {
    let given = 0;
    behaviour = ({ signal }) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => {
          given += 1;
          resolve();
        });
      });
    await expect(grant({ timeoutMs: 700 })).rejects.toMatchObject({ code: 'SERVICE.TIMEOUT' });
    await expect(read({ timeoutMs: 700 })).rejects.toMatchObject({ code: 'SERVICE.TIMEOUT' });
    await eventually(() => given === 2, { what: 'the callee hearing of it' });
    expect(arrived).toEqual({ grants: 1, reads: 1 });
  });

  test('than a target has time for by configuration ends the call', async () => {
    behaviour = ({ signal }) => new Promise(resolve => signal.addEventListener('abort', () => resolve()));
    const short = caller.clientOf('consent', undefined, undefined, { timeout: 300 });
    await expect(short.GrantConsent(asked, await signed())).rejects.toMatchObject({
      code: 'SERVICE.TIMEOUT',
    });
    expect(arrived.grants).toBe(1);
  });
});

describe('a failure that the callee answers', () => {
  test.each([
    'invalidArgument',
    'notFound',
    'permissionDenied',
    'conflict',
    'rateLimited',
    'internal',
  ] as const)('is the answer, of reads as well (%s)', async kind => {
    behaviour = async () => {
      throw new AppError(kind, 'TEST.REFUSED', 'No.');
    };
    for (const send of [grant, read])
      await expect(send()).rejects.toMatchObject({ kind, code: 'TEST.REFUSED' });
    expect(arrived).toEqual({ grants: 1, reads: 1 });
  });

  test('has a read sent again if it is that it cannot now, at most three times', async () => {
    behaviour = async () => {
      throw new AppError('unavailable', 'TEST.BUSY', 'Not now.');
    };
    for (const send of [grant, read]) await expect(send()).rejects.toMatchObject({ code: 'TEST.BUSY' });
    expect(arrived).toEqual({ grants: 1, reads: 4 });
  });

  test('is not multiplied by a service in between', async () => {
    let between = 0;
    const middle = await startApp({
      appId: 'integration',
      keys,
      components: [policies],
      handlers: {
        ValidateConsent: (request, call) => {
          between += 1;
          return middle.clientOf('consent', undefined, undefined, reckless).ValidateConsent(request, call);
        },
      },
    });
    behaviour = async () => {
      throw new AppError('unavailable', 'TEST.BUSY', 'Not now.');
    };
    const chain = caller.clientOf('integration', undefined, undefined, reckless);
    await expect(chain.ValidateConsent(asked, await signed())).rejects.toMatchObject({ code: 'TEST.BUSY' });
    expect([between, arrived.reads]).toEqual([1, 4]);
    await middle.stop();
  });
});

describe('a caller that does not ask its sidecar to send calls once', () => {
  const careless = () => {
    const route = caller.sidecar.route('consent');
    const { 'dapr-stream': _, ...headers } = route.headers;
    return createServiceClient<ConsentServiceDefinition>({ ...route, headers }, service);
  };

  test('is refused where a second call would do harm, and served where not', async () => {
    await expect(careless().GrantConsent(asked, await signed())).rejects.toMatchObject({
      code: 'CALL.MAY_REPEAT',
    });
    expect(await careless().ValidateConsent(asked, await signed())).toMatchObject({ valid: true });
    expect(arrived).toEqual({ grants: 0, reads: 1 });
  });
});
