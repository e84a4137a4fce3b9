import { setTimeout as delay } from 'node:timers/promises';
import { createRest } from '../test/journey/rest.ts';
import { createTenants } from './tenants.ts';

/** createTenantRuns makes workspaces with the documents that are measured; `url` answers `{"ok":true}`. */
export async function createTenantRuns(gateway: string, url: string) {
  const rest = createRest(gateway);
  const post = async (path: string, body: unknown, as: { apiKey: string }, headers = {}) => {
    const answer = await rest.call('POST', path, { body, as, headers });
    if (answer.status >= 300)
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as { id: string; status?: string };
  };
  const tasks = {
    three: [
      { begin: { set: { n: '${ .n + 1 }' } } },
      { get: { call: 'http', with: { method: 'get', endpoint: url } } },
      { end: { set: { ok: '${ .ok }' } } },
    ],
    listen: [
      { hear: { listen: { to: { one: { with: { type: 'bench.go' } } } } } },
      { end: { set: { ok: true } } },
    ],
    wait: [{ sleep: { wait: '${ "PT\\(.seconds)S" }' } }, { end: { set: { ok: true } } }],
  };
  const tenants = await Promise.all(
    (await createTenants(gateway, 4)).map(async ({ apiKey }) => {
      const as = { apiKey };
      const created = Object.entries(tasks).map(async ([name, list]) => {
        const document = { dsl: '1.0.3', namespace: 'bench', name, version: '1.0.0' };
        return [name, (await post('/workflows', { document, do: list }, as)).id] as const;
      });
      return {
        as,
        ids: Object.fromEntries(await Promise.all(created)) as Record<keyof typeof tasks, string>,
      };
    }),
  );
  let turn = 0;
  /** Several workspaces take turns: each may send 3000 requests at once. */
  const next = () => tenants[turn++ % tenants.length] as (typeof tenants)[number];
  const start = (name: keyof typeof tasks, input: object, headers = {}, { as, ids } = next()) =>
    post(`/workflows/${ids[name]}/executions`, { input }, as, headers);

  async function untilWaiting({ as, ids }: (typeof tenants)[number]): Promise<void> {
    for (;;) {
      const path = `/executions?status=waiting&workflowId=${ids.listen}`;
      const { body } = await rest.call('GET', path, { as });
      if ((body as { items?: unknown[] }).items?.length === 1) return;
      await delay(10);
    }
  }

  return {
    start,
    /** One run, from the request to its end. */
    three: async () => (await start('three', { n: 1 }, { prefer: 'wait=20' })).status === 'completed',
    /** Milliseconds from an event's acceptance to the end of the run that waits for it. */
    resume: async () => {
      const tenant = next();
      const ending = start('listen', {}, { prefer: 'wait=25' }, tenant);
      // Whatever fails first is what is told.
      ending.catch(() => undefined);
      await untilWaiting(tenant);
      await post('/events', { specversion: '1.0', source: '/bench', type: 'bench.go' }, tenant.as);
      const from = performance.now();
      if ((await ending).status !== 'completed') throw new Error('A run did not hear its event');
      return performance.now() - from;
    },
  };
}
