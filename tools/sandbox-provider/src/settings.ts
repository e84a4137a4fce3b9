import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** SandboxSettings is everything that the sandbox provider can be told at start. Times are in seconds. */
export interface SandboxSettings {
  /** Address that it listens on. */
  host: string;
  port: number;
  /** Where browsers find it, also its issuer; without it the address that it listens on. */
  publicUrl?: string;
  clientId: string;
  clientSecret: string;
  redirectUris: readonly string[];
  accessTokenTtl: number;
  interactive: boolean;
  /** Where connections and notes are kept over a restart; without it they end with the process. */
  dataFile?: string;
}

const credentials = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });

const environment = z.object({
  NH_PROFILE: z.string().optional(),
  SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
  SANDBOX_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
  SANDBOX_CLIENT_ID: z.string().min(1).optional(),
  SANDBOX_CLIENT_SECRET: z.string().min(1).optional(),
  SANDBOX_SECRETS_FILE: z.string().min(1).optional(),
  SANDBOX_REDIRECT_URI: z.url().default('http://127.0.0.1:8080/api/v1/connections/callback'),
  SANDBOX_ACCESS_TOKEN_TTL: z.coerce.number().int().min(1).max(86_400).default(60),
  SANDBOX_DATA_FILE: z.string().min(1).optional(),
  SANDBOX_INTERACTIVE: z.enum(['0', '1']).default('0'),
});

/**
 * readSettings reads the settings from the environment, and the client's credentials from there or from the
 * secrets file (`provider-sandbox`). It throws an Error that says what is missing, or that the profile forbids
 * to start: the sandbox approves everything, so it must not run where anything real does.
 */
export function readSettings(env: NodeJS.ProcessEnv): SandboxSettings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new Error(`the sandbox provider's settings are wrong:\n${z.prettifyError(parsed.error)}`);
  }
  const settings = parsed.data;
  if (settings.NH_PROFILE !== 'local') {
    throw new Error(
      `the sandbox provider signs everybody in and approves everything, so it starts only with NH_PROFILE=local (now: ${settings.NH_PROFILE ?? 'not set'})`,
    );
  }
  return {
    host: settings.SANDBOX_HOST,
    port: settings.SANDBOX_PORT,
    ...(settings.SANDBOX_PUBLIC_URL === undefined ? {} : { publicUrl: settings.SANDBOX_PUBLIC_URL }),
    ...readCredentials(settings),
    redirectUris: settings.SANDBOX_REDIRECT_URI.split(','),
    accessTokenTtl: settings.SANDBOX_ACCESS_TOKEN_TTL,
    interactive: settings.SANDBOX_INTERACTIVE === '1',
    ...(settings.SANDBOX_DATA_FILE === undefined ? {} : { dataFile: settings.SANDBOX_DATA_FILE }),
  };
}

function readCredentials(settings: z.infer<typeof environment>): z.infer<typeof credentials> {
  if (settings.SANDBOX_CLIENT_ID !== undefined && settings.SANDBOX_CLIENT_SECRET !== undefined) {
    return { clientId: settings.SANDBOX_CLIENT_ID, clientSecret: settings.SANDBOX_CLIENT_SECRET };
  }
  if (settings.SANDBOX_SECRETS_FILE === undefined) {
    throw new Error(
      'the sandbox provider has no client: set SANDBOX_CLIENT_ID and SANDBOX_CLIENT_SECRET, or SANDBOX_SECRETS_FILE',
    );
  }
  return credentialsFrom(settings.SANDBOX_SECRETS_FILE);
}

function credentialsFrom(file: string): z.infer<typeof credentials> {
  try {
    const secrets = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
    const secret = secrets['provider-sandbox'];
    return credentials.parse(typeof secret === 'string' ? JSON.parse(secret) : secret);
  } catch (cause) {
    throw new Error(`${file} holds no usable provider-sandbox {clientId, clientSecret}`, { cause });
  }
}
