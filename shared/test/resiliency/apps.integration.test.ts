import type { AppError } from '../../errors/app-error.ts';
import type { Target } from '../../grpc/target.ts';
import { type Daprd, startDaprd } from '../../testing/daprd.ts';
import { eventually } from '../../testing/eventually.ts';
import { fakeCall } from '../../testing/fake-call.ts';
import { freePort } from '../../testing/free-port.ts';
import { reroute } from '../../testing/reroute.ts';
import { startTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.ts';
import { startApp, type TestApp, type TestKeys, testKeys } from '../app.ts';
import { type Callee, startCallee } from './callee.ts';
import { policies } from './policies.ts';

// `consent` goes, in all ways in which an app can go, and comes back; `auth` stays. Both are called by one app.

let keys: TestKeys;
let caller: TestApp;
let auth: TestApp;
let port: number;
let callee: Callee;
let sidecar: Daprd;

const healthy = async () => ({ valid: true });

beforeAll(async () => {
  keys = await testKeys();
  port = await freePort();
  [caller, auth, callee] = await Promise.all([
    startApp({ appId: 'gateway', keys, components: [policies] }),
    startApp({ appId: 'auth', keys, handlers: { ValidateConsent: healthy, GrantConsent: healthy as never } }),
    startCallee(port),
  ]);
  sidecar = await startDaprd({ appId: 'consent', appPort: port });
});
afterAll(async () => {
  await Promise.all([caller.stop(), auth.stop(), callee.kill(), sidecar.stop('SIGKILL')]);
});

const codeOf = (error: unknown): string => (error as AppError).code;

/** What a call came to: an answer, a failure that somebody met with, or a refusal by the caller's own breaker. */
type Outcome = 'answered' | 'failed' | 'refused';

function asking(app: string, target: Partial<Target> = {}) {
  const client = caller.clientOf(app, undefined, undefined, target);
  const send = async (provider = 'slack', timeoutMs = 10_000) => {
    const call = fakeCall({ permissions: ['consent:read'], timeoutMs });
    const token = await keys.gateway.sign(call.identity);
    return client.ValidateConsent({ endUserId: 'u1', provider }, { ...call, token });
  };
  return {
    send,
    ask: (timeoutMs?: number): Promise<Outcome> =>
      send('slack', timeoutMs).then(
        () => 'answered',
        (failure: unknown) => {
          const error = failure as AppError;
          if (error.code !== 'SERVICE.TIMEOUT')
            expect(error).toMatchObject({
              code: 'SERVICE.UNAVAILABLE',
              httpStatus: 503,
              retryAfterSeconds: 1,
            });
          return error.cause === undefined ? 'refused' : 'failed';
        },
      ),
  };
}

/** Calls auth all the while, and says what came of it. */
function meanwhile(): () => Promise<Outcome[]> {
  const { ask } = asking('auth');
  const outcomes: Outcome[] = [];
  const stopped = new AbortController();
  const calling = (async () => {
    while (!stopped.signal.aborted) outcomes.push(await ask());
  })();
  return async () => {
    stopped.abort();
    await calling;
    return outcomes;
  };
}

async function unaffected(stop: () => Promise<Outcome[]>): Promise<void> {
  const outcomes = await stop();
  expect(outcomes.length).toBeGreaterThan(5);
  expect(outcomes.filter(outcome => outcome !== 'answered')).toEqual([]);
}

const comesTo = (ask: () => Promise<Outcome>, outcome: Outcome, what: string) =>
  eventually(async () => (await ask()) === outcome, { what, timeoutMs: 60_000 });

test('an app that is gone while its sidecar lives: refused after five failures, found again when it is back', async () => {
  const { ask } = asking('consent', { attempts: 1 });
  expect(await ask()).toBe('answered');
  const stop = meanwhile();
  await callee.kill();
  const outcomes: Outcome[] = [];
  for (let i = 0; i < 8; i += 1) outcomes.push(await ask());
  expect(outcomes.join(' ')).toBe('failed failed failed failed failed refused refused refused');
  callee = await startCallee(port);
  await comesTo(ask, 'answered', 'the app that is back');
  await unaffected(stop);
});

test('an app that is killed when a call has arrived: not asked again by anybody', async () => {
  const { send, ask } = asking('consent', { attempts: 1 });
  const sent = send('never').then(() => 'answered', codeOf);
  await eventually(() => callee.called('ValidateConsent') === 1);
  await callee.kill();
  expect(await sent).toBe('SERVICE.UNAVAILABLE');
  expect(callee.called('ValidateConsent')).toBe(1);
  callee = await startCallee(port);
  await comesTo(ask, 'answered', 'the app that is back');
  expect(callee.called('ValidateConsent')).toBe(1);
});

test('an app that hangs: others are not kept waiting, and it is found again when it goes on', async () => {
  const { ask } = asking('consent', { silence: 300 });
  expect(await ask()).toBe('answered');
  const stop = meanwhile();
  callee.signal('SIGSTOP');
  const first = ask(30_000);
  // Each waits a little at most until the health check was not answered either.
  await comesTo(() => ask(2_000), 'refused', 'others being refused');
  callee.signal('SIGCONT');
  expect(await first).toBe('answered');
  await comesTo(ask, 'answered', 'the app that goes on');
  await unaffected(stop);
});

test('an app that is slow: as many calls wait for it as its callers allow, and its health check keeps it open', async () => {
  const { send, ask } = asking('consent', { silence: 100, maxCalls: 3 });
  const before = callee.called('ValidateConsent');
  const waiting = Array.from({ length: 3 }, () => send('never', 3_000).catch(codeOf));
  await eventually(() => callee.called('ValidateConsent') === before + 3);
  const stop = meanwhile();
  expect(await ask()).toBe('refused');
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => 'SERVICE.TIMEOUT'));
  expect(await ask()).toBe('answered');
  await unaffected(stop);
});

describe('the circuit breaker of the sidecar', () => {
  const change = (from: string, to: string) =>
    new RegExp(`GrantConsent.{1,2} changed state from ${from} to ${to}`);
  const turned = (from: string, to: string) => expect.stringMatching(change(from, to)) as string;
  // Without breaker and repeats of the caller, whatever is seen is the sidecar's.
  const bare = { attempts: 1, failures: 1_000 };
  const granting = (app: string) => {
    const client = caller.clientOf(app, undefined, undefined, bare);
    return async () => {
      const call = fakeCall({ timeoutMs: 20_000 });
      const token = await keys.gateway.sign(call.identity);
      return client.GrantConsent({ endUserId: 'u1', provider: 'slack' }, { ...call, token }).then(
        () => 'answered' as const,
        (error: unknown) => error as AppError,
      );
    };
  };
  const isNotTried = async (grant: ReturnType<typeof granting>) => {
    const outcome = await grant();
    if (outcome === 'answered') return false;
    expect(outcome).toMatchObject({ code: 'SERVICE.UNAVAILABLE', httpStatus: 503 });
    // The name of a sidecar that is gone is forgotten after five seconds: then there is nobody to be tried.
    return /circuit breaker is open|no host found/.test(String(outcome.cause));
  };
  const notTried = { timeoutMs: 60_000, what: 'a call that is not tried' };

  let silent: TcpProxy | undefined;
  afterAll(() => silent?.close());

  test('a sidecar that was killed, its name still known: opens, and closes when it is back', async () => {
    const grant = granting('consent');
    expect(await grant()).toBe('answered');
    const stop = meanwhile();
    const granted = callee.called('GrantConsent');
    const logged = caller.daprd.output().length;
    await sidecar.stop('SIGKILL');
    await Promise.all(Array.from({ length: 5 }, grant));
    expect(caller.daprd.output().slice(logged)).toEqual(turned('closed', 'open'));
    await eventually(() => isNotTried(grant), notTried);
    sidecar = await startDaprd({ appId: 'consent', appPort: port });
    await eventually(async () => (await grant()) === 'answered', { timeoutMs: 60_000, what: 'its way back' });
    await eventually(() => change('half-open', 'closed').test(caller.daprd.output().slice(logged)), {
      what: 'the breaker being closed, in the log',
    });
    // All that failed never left the caller's sidecar.
    expect(callee.called('GrantConsent')).toBe(granted + 1);
    await unaffected(stop);
  });

  test('a machine that takes connections and says nothing: given up before the caller does, then not tried', async () => {
    silent = await startTcpProxy(await freePort());
    reroute('auth', silent.port);
    const grant = granting('auth');
    const { ask } = asking('consent');
    const logged = caller.daprd.output().length;
    const outcomes = await Promise.all([grant(), grant(), grant(), grant(), grant()]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 'SERVICE.UNAVAILABLE' });
    expect(caller.daprd.output().slice(logged)).toEqual(turned('closed', 'open'));
    await eventually(() => isNotTried(grant), notTried);
    expect(await ask()).toBe('answered');
  });
});
