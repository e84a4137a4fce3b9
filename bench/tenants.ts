import { randomBytes } from 'node:crypto';
import { createRest, type As, type Rest } from '../test/journey/rest.ts';

/** Tenant is a workspace of its own, with a key that is not limited before the benchmark ends, and a consent. */
export interface Tenant {
  workspaceId: string;
  apiKey: string;
  consentId: string;
}

async function created<T>(rest: Rest, path: string, body: unknown, as?: As): Promise<T> {
  const answer = await rest.call('POST', path, { body, as });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

/** createTenants makes several: a workspace may send 3000 requests at once, so reads take turns. */
export async function createTenants(url: string, count: number): Promise<Tenant[]> {
  const rest = createRest(url);
  const unique = randomBytes(5).toString('hex');
  const account = { email: `bench-${unique}@example.com`, password: randomBytes(12).toString('base64url') };
  const { accessToken: token } = await created<{ accessToken: string }>(rest, '/auth/register', account);
  const tenants: Tenant[] = [];
  for (let index = 0; index < count; index += 1) {
    const workspace = await created<{ id: string }>(
      rest,
      '/workspaces',
      { name: `Bench ${index}` },
      { token },
    );
    const { key } = await created<{ key: string }>(
      rest,
      `/workspaces/${workspace.id}/api-keys`,
      { name: 'bench', rateLimitPerHour: 10_000_000 },
      { token, workspaceId: workspace.id },
    );
    const { consent } = await created<{ consent: { id: string } }>(
      rest,
      '/consents',
      { endUserId: `bench-${index}`, provider: 'sandbox', purposes: ['automation'], scopes: ['notes:read'] },
      { apiKey: key },
    );
    tenants.push({ workspaceId: workspace.id, apiKey: key, consentId: consent.id });
  }
  return tenants;
}

/** exerciseServices calls each service and runs some workflows, so that memory after load means all apps. */
export async function exerciseServices(url: string, { apiKey }: Tenant, rounds: number): Promise<void> {
  const rest = createRest(url);
  const as = { apiKey };
  const document = {
    document: { dsl: '1.0.3', namespace: 'bench', name: 'set', version: '1.0.0' },
    do: [{ greet: { set: { greeting: '${ "Hello " + .name }' } } }],
  };
  const { id } = await created<{ id: string }>(rest, '/workflows', document, as);
  for (let round = 0; round < rounds; round += 1) {
    await created(rest, `/workflows/${id}/executions`, { input: { name: 'Ada' } }, as);
    for (const path of ['/providers', '/connections', '/webhooks', '/workflows', '/notifications']) {
      const { status, body } = await rest.call('GET', path, { as });
      if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    }
  }
}
