import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createDispatcher } from './dispatcher.ts';

/** A dispatcher whose attempts end when the test says so. */
function create(limits: { concurrency: number; perEndpoint: number }) {
  const running = new Map<string, () => void>();
  const errors: object[] = [];
  const dispatcher = createDispatcher({
    ...limits,
    log: { ...silentLog, error: fields => errors.push(fields) },
  });
  const finish = (id: string) => {
    running.get(id)?.();
    running.delete(id);
  };
  const runs = (...ids: string[]) =>
    eventually(() => ids.length === running.size && ids.every(id => running.has(id)), {
      what: `${ids.join()} running`,
    });
  dispatcher.start(id => new Promise(resolve => running.set(id, resolve)));
  return { ...dispatcher, running, errors, finish, runs };
}

test('an endpoint that hangs holds up only itself', async () => {
  const { dispatch, finish, runs } = create({ concurrency: 10, perEndpoint: 2 });
  for (const id of ['a1', 'a2', 'a3']) dispatch({ id, webhookId: 'a' });
  dispatch({ id: 'b1', webhookId: 'b' });
  await runs('a1', 'a2', 'b1');
  finish('a1');
  await runs('a2', 'a3', 'b1');
});

test('attempts of all endpoints together are limited', async () => {
  const { dispatch, finish, runs } = create({ concurrency: 2, perEndpoint: 2 });
  for (const id of ['a', 'b', 'c']) dispatch({ id, webhookId: id });
  await runs('a', 'b');
  finish('a');
  await runs('b', 'c');
});

test('what is dispatched twice at a time is attempted once', async () => {
  const { dispatch, finish, runs, running } = create({ concurrency: 5, perEndpoint: 5 });
  dispatch({ id: 'a', webhookId: 'a' });
  dispatch({ id: 'a', webhookId: 'a' });
  await runs('a');
  finish('a');
  await runs();
  await eventually(() => {
    dispatch({ id: 'a', webhookId: 'a' });
    return running.has('a');
  });
  finish('a');
});

test('draining waits for attempts under way, forgets the others and takes no more', async () => {
  const { dispatch, drain, finish, runs, running } = create({ concurrency: 1, perEndpoint: 1 });
  dispatch({ id: 'a', webhookId: 'a' });
  dispatch({ id: 'waits', webhookId: 'a' });
  await runs('a');
  let drained = false;
  const draining = drain().then(() => (drained = true));
  dispatch({ id: 'late', webhookId: 'b' });
  await new Promise(setImmediate);
  expect(drained).toBe(false);
  finish('a');
  await draining;
  expect([...running.keys()]).toEqual([]);
});

test('an attempt that throws is logged, and others go on', async () => {
  const { dispatch, start, errors } = create({ concurrency: 1, perEndpoint: 1 });
  const done: string[] = [];
  start(async id => {
    if (id === 'bad') throw new Error('store away');
    done.push(id);
  });
  dispatch({ id: 'bad', webhookId: 'a' });
  dispatch({ id: 'good', webhookId: 'a' });
  await eventually(() => done.length === 1 && errors.length === 1);
  expect(errors[0]).toMatchObject({ deliveryId: 'bad' });
});
