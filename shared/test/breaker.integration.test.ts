import { AppError } from '../errors/app-error.ts';
import { eventually } from '../testing/eventually.ts';
import { fakeCall } from '../testing/fake-call.ts';
import { startApp, type TestApp, type TestKeys, testKeys } from './app.ts';
import { policies } from './resiliency/policies.ts';

const request = { endUserId: 'u1', provider: 'slack' };

let keys: TestKeys;
let caller: TestApp;
let callee: TestApp;
let behaviour: () => Promise<void> = async () => undefined;

const clientOf = (app: string) => {
  const client = caller.clientOf(app);
  return async () => {
    const call = fakeCall({ permissions: ['consent:read'] });
    const token = await keys.gateway.sign(call.identity);
    return client.ValidateConsent(request, { ...call, token }).then(
      () => 'ok',
      (error: unknown) => error as AppError,
    );
  };
};

beforeAll(async () => {
  keys = await testKeys();
  caller = await startApp({ appId: 'gateway', keys, components: [policies] });
  callee = await startApp({
    appId: 'consent',
    keys,
    handlers: {
      ValidateConsent: async () => {
        await behaviour();
        return { valid: true };
      },
    },
  });
});
afterAll(() => Promise.all([caller, callee].map(app => app.stop())));

test('whoever is refused again and again shuts nobody else out', async () => {
  const ask = clientOf('consent');
  for (const kind of ['notFound', 'rateLimited', 'internal', 'unavailable'] as const) {
    behaviour = async () => {
      // UNAVAILABLE less often than the others: each is sent four times.
      throw new AppError(kind, 'TEST.REFUSED', 'No.');
    };
    for (let i = 0; i < (kind === 'unavailable' ? 6 : 60); i += 1)
      expect(await ask()).toMatchObject({ code: 'TEST.REFUSED' });
  }
  behaviour = async () => undefined;
  expect(await ask()).toBe('ok');
});

test('a service that is not there is not asked again by everybody, and found again when it is back', async () => {
  const ask = clientOf('late');
  const asked: boolean[] = [];
  for (let i = 0; i < 8; i += 1) {
    const error = await ask();
    expect(error).toMatchObject({ code: 'SERVICE.UNAVAILABLE', retryAfterSeconds: 1 });
    asked.push((error as AppError).cause !== undefined);
  }
  expect(asked).toEqual([true, true, true, true, true, false, false, false]);
  const late = await startApp({
    appId: 'late',
    keys,
    handlers: { ValidateConsent: async () => ({ valid: true }) },
  });
  await eventually(async () => (await ask()) === 'ok', { what: 'the service that came late' });
  await late.stop();
});

test('a refusal that names thousands of fields arrives as a refusal', async () => {
  behaviour = async () => {
    const fields = Array.from({ length: 20_000 }, (_, i) => ({
      path: `items.${i}`,
      message: 'x'.repeat(1_000),
    }));
    throw new AppError('invalidArgument', 'TEST.INVALID', 'y'.repeat(100_000), { fields });
  };
  const error = (await clientOf('consent')()) as AppError;
  expect(error).toMatchObject({ kind: 'invalidArgument', code: 'TEST.INVALID' });
  expect(error.fields).toHaveLength(50);
});
