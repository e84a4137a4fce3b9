import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expectAnswer } from '../journey/expect.ts';
import { journey, newWorld, type World } from '../journey/journey.ts';
import type { Listener } from '../journey/listener.ts';
import type { Answer, Rest, RestOptions } from '../journey/rest.ts';

/** Traffic is what a customer does all the time, in ways that need every secret. */
export interface Traffic {
  world: World;
  /** How often each of them was answered as it must. */
  done: Readonly<Record<string, number>>;
  /** Everything that was not. */
  failed: readonly string[];
  stop(): Promise<void>;
}

/** startTraffic goes the journey until there is something of everything, and then on and on with it. */
export async function startTraffic(rest: Rest, listener: Listener): Promise<Traffic> {
  const world = newWorld(rest, listener);
  for (const step of journey) {
    if (step.title.startsWith('Withdraw')) break;
    await step.run(world);
  }
  const apiKey = { apiKey: world.apiKey ?? '' };
  // A key may do less in an hour than this does in a minute.
  const user = { token: world.token ?? '', workspaceId: world.workspaceId ?? '' };
  const account = { email: `eve-${world.email}`, password: randomBytes(12).toString('base64url') };
  expectAnswer(await rest.call('POST', '/auth/register', { body: { ...account, firstName: 'Eve' } }), 201);
  const webhooks = await rest.call('GET', '/webhooks', { as: apiKey });
  const [webhook] = (webhooks.body as { items: { id: string }[] }).items;

  /** A client that is told to come again later does. */
  async function call(method: string, path: string, options: RestOptions, status: number): Promise<Answer> {
    for (;;) {
      const answer = await rest.call(method, path, options);
      if (answer.status === 429) await delay(1_000 * Number(answer.headers.get('retry-after') ?? 1));
      else {
        expectAnswer(answer, status);
        return answer;
      }
    }
  }

  const tasks: Record<string, () => Promise<unknown>> = {
    'sign in, and use the new token at once': async () => {
      const { body } = await call('POST', '/auth/login', { body: account }, 200);
      await call(
        'GET',
        '/auth/profile',
        { as: { token: (body as { accessToken: string }).accessToken } },
        200,
      );
    },
    'use a token of before': () => call('GET', '/auth/profile', { as: { token: world.token ?? '' } }, 200),
    'read consents by an API key': () => call('GET', '/consents?limit=1', { as: apiKey }, 200),
    'act with stored credentials, and ask again under the same key': async () => {
      const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
      const body = { input: { title: 'Again', body: 'and again' } };
      const path = `/connections/${world.connectionId ?? ''}/actions/create-note`;
      const [first, second] = [
        await call('POST', path, { as: user, headers, body }, 200),
        await call('POST', path, { as: user, headers, body }, 200),
      ];
      if (JSON.stringify(first.body) !== JSON.stringify(second.body)) throw new Error('acted twice');
    },
    'send a signed webhook': async () => {
      const subject = randomBytes(8).toString('hex');
      const body = { channel: 'webhook', to: webhook?.id, subject };
      await call('POST', '/notifications', { as: user, body }, 202);
      await listener.received(({ data }) => JSON.stringify(data).includes(subject), subject);
    },
    'run a workflow': async () => {
      const path = `/workflows/${world.workflowId ?? ''}/executions`;
      const body = { input: { title: 'Go' }, endUserId: world.endUserId };
      const headers = { prefer: 'wait=30' };
      const { body: ended } = await call('POST', path, { as: user, body, headers }, 200);
      const { status } = ended as { status: string };
      if (status !== 'completed') throw new Error(`the run is ${status}`);
    },
  };

  const done = Object.fromEntries(Object.keys(tasks).map(name => [name, 0]));
  const failed: string[] = [];
  let going = true;
  const workers = Object.entries(tasks).map(async ([name, task]) => {
    while (going) {
      await task().then(
        () => (done[name] = (done[name] ?? 0) + 1),
        (error: unknown) => failed.push(`${name}: ${String(error)}`),
      );
    }
  });
  return {
    ...{ world, done, failed },
    async stop() {
      going = false;
      await Promise.all(workers);
    },
  };
}
