import type { Log } from '@neighbourhood/shared/call/call';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { z } from 'zod';
import type { OAuthClient, PlatformClients } from '../usecase/ports.ts';

const secretShape = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });

interface Options {
  /** Reads a secret of the store, or rejects. */
  secret: (name: string) => Promise<string>;
  log: Log;
  now: () => number;
  /** Milliseconds that an answer, or its absence, is remembered. */
  rememberMs: number;
}

/**
 * createSecretClients finds our OAuth clients in the secret store, as `provider-<id>`. Nobody waits for an answer that is
 * only old: it is given, and read again meanwhile (a sidecar retries for seconds before it says that there is no
 * such secret), and while the store does not answer, the old answer stays.
 */
export function createSecretClients({ secret, log, now, rememberMs }: Options): PlatformClients {
  const reading = new Map<string, Promise<OAuthClient | undefined>>();
  const known = new Map<string, { client: OAuthClient | undefined; until: number }>();

  async function read(providerId: string): Promise<OAuthClient | undefined> {
    const name = `provider-${providerId}`;
    const text = await secret(name).catch((error: unknown) => {
      if (isAppError(error, 'SECRET.MISSING')) return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const parsed = secretShape.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    log.warn({ secret: name }, 'this secret is not {"clientId", "clientSecret"}');
    return undefined;
  }

  /** One reading at a time for each provider; all who ask meanwhile wait for it. */
  function refresh(providerId: string): Promise<OAuthClient | undefined> {
    const underway = reading.get(providerId);
    if (underway) return underway;
    const work = read(providerId)
      .then(client => {
        known.set(providerId, { client, until: now() + rememberMs });
        return client;
      })
      .finally(() => reading.delete(providerId));
    reading.set(providerId, work);
    return work;
  }

  return {
    async find(providerId) {
      const cached = known.get(providerId);
      if (!cached) return refresh(providerId);
      if (cached.until <= now()) {
        refresh(providerId).catch((err: unknown) => {
          log.warn({ err, providerId }, 'a client could not be read again; the old one stays');
        });
      }
      return cached.client;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
