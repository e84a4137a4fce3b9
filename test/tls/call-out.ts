import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { createLegacyClient } from '../../gateway/src/infrastructure/legacy-client.ts';
import { createHttpSender as createProviderSender } from '../../services/integration/src/infrastructure/http-sender.ts';
import { createHttpSender as createWebhookSender } from '../../services/notification/src/infrastructure/http-sender.ts';

/** callOut calls an address by everything of ours that calls other companies; tells how each call ended. */
export async function callOut(url: string): Promise<Record<'provider' | 'webhook' | 'monolith', string>> {
  const agent = createGuardedAgent({ profile: 'local' });
  const signal = AbortSignal.timeout(10_000);
  const { origin, pathname } = new URL(url);
  const legacy = createLegacyClient({
    baseUrl: origin,
    timeoutMs: 10_000,
    connections: 1,
    breakerFailures: 5,
    breakerOpenMs: 1_000,
  });
  const code = (error: unknown): string =>
    String(((error as Error).cause as { code?: string } | undefined)?.code ?? error);
  try {
    const [provider, webhook, monolith] = await Promise.all([
      createProviderSender(agent, { maxBytes: 1_000 })(
        { method: 'POST', url, headers: {}, body: '{}' },
        signal,
      ).then(({ status }) => String(status), code),
      createWebhookSender({ agent, timeoutMs: 10_000 })({ url, headers: {}, body: '{}' }).then(
        ({ statusCode, error }) => error ?? String(statusCode),
      ),
      legacy.send({ method: 'GET', path: pathname, headers: {}, signal }).then(({ status, body }) => {
        body.resume();
        return String(status);
      }, code),
    ]);
    return { provider, webhook, monolith };
  } finally {
    await agent.close();
    await legacy.close();
  }
}

// As a process of its own, to be started with another NODE_EXTRA_CA_CERTS.
if (import.meta.filename === process.argv[1])
  console.log(JSON.stringify(await callOut(process.argv[2] ?? '')));
