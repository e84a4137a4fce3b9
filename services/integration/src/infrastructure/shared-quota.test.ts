import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { NoToken } from './quota-token.ts';
import { createSharedQuota } from './shared-quota.ts';

const never = new AbortController().signal;
const soon = () => Date.now() + 60_000;

function make(requests: number, windowMs: number, settings = { longestWaitMs: 30_000, queue: 100 }) {
  const store = createMemoryState();
  let replicas = 0;
  const replica = () =>
    createSharedQuota(
      'quota:test',
      { requests, windowMs },
      {
        store,
        replica: `r${(replicas += 1)}`,
        log: silentLog,
        settings: () => settings,
      },
    );
  return { store, replica };
}

test('whoever came first goes first', async () => {
  const quota = make(2, 100).replica();
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4, 5].map(async n => quota.take('a', soon(), never).then(() => order.push(n))));
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

test('a wait that is too long, or a queue that is full, is refused at once and told how long', async () => {
  const { replica } = make(1, 3_600_000);
  const quota = replica();
  await quota.take('a', soon(), never);
  const error = await quota.take('a', soon(), never).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(NoToken);
  expect((error as NoToken).waitMs).toBeGreaterThan(3_500_000);

  const short = make(1, 1_000, { longestWaitMs: 30_000, queue: 2 }).replica();
  const calls = await Promise.allSettled(Array.from({ length: 4 }, () => short.take('a', soon(), never)));
  expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
});

test('whoever gives up leaves the queue, and the next one goes', async () => {
  const quota = make(1, 300).replica();
  await quota.take('a', soon(), never);
  const gone = new AbortController();
  const waiting = quota.take('a', soon(), gone.signal);
  const next = quota.take('a', soon(), never);
  gone.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(next).resolves.toHaveProperty('arrived');
});

test('a token that was given back is the next one’s, whoever waits or comes later, on any replica', async () => {
  const { replica } = make(1, 3_600_000, { longestWaitMs: 5_000, queue: 100 });
  const [one, two] = [replica(), replica()];
  (await one.take('a', soon(), never)).giveBack();
  (await one.take('a', soon(), never)).giveBack();
  const token = await one.take('a', soon(), never);
  await expect(one.take('a', soon(), never)).rejects.toBeInstanceOf(NoToken);
  token.giveBack();
  await one.take('a', soon(), never);
  await expect(two.take('a', Date.now() + 400, never)).rejects.toBeInstanceOf(NoToken);

  const waits = make(1, 60_000, { longestWaitMs: 100_000, queue: 100 }).replica();
  const first = await waits.take('a', soon(), never);
  const second = waits.take('a', Date.now() + 90_000, never);
  first.giveBack();
  await expect(second).resolves.toHaveProperty('arrived');
});

test('what was spent on one replica is spent on all; a pause, too', async () => {
  const { replica } = make(3, 3_600_000);
  const [one, two] = [replica(), replica()];
  for (let call = 0; call < 3; call++) await one.take('a', soon(), never);
  await expect(two.take('a', Date.now() + 400, never)).rejects.toBeInstanceOf(NoToken);

  const other = make(3, 1_000);
  const [three, four] = [other.replica(), other.replica()];
  await three.take('a', soon(), never);
  await three.pause(Date.now() + 3_600_000);
  await expect(four.take('a', Date.now() + 400, never)).rejects.toBeInstanceOf(NoToken);
});

test('while the state store is down each replica keeps the quota by itself', async () => {
  const { store, replica } = make(3, 3_600_000);
  const quota = replica();
  store.down = true;
  for (let call = 0; call < 3; call++) await quota.take('a', soon(), never);
  await expect(quota.take('a', soon(), never)).rejects.toBeInstanceOf(NoToken);
});

test('a busy caller costs far fewer store calls than requests', async () => {
  const { store, replica } = make(100_000, 60_000);
  const quota = replica();
  for (let call = 0; call < 1_000; call++) await quota.take('a', soon(), never);
  expect(store.calls).toBeLessThan(200);
});
