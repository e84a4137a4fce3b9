import { randomUUID } from 'node:crypto';
import type { Grant } from '../servers/consul-acl.ts';
import { silent } from '../build/report.ts';
import { type SecretKeeper, placeOf, withSecrets } from './secret-keeper.ts';

/** Folder of the dynamic configuration's keys, as `dynamic.consul.prefix` has it. */
export const configPrefix = 'neighbourhood';

/** ConsulTokens are the UUIDs that Consul knows its callers by, each a secret of its own. */
export interface ConsulTokens {
  management: string;
  agent: string;
  /** Reads the dynamic configuration: the apps', from the secret store. */
  config: string;
  /** Writes it: that of `make config`. */
  configWriter: string;
  /** Each sidecar's, by app-id: registers its own app, and finds all. */
  sidecars: ReadonlyMap<string, string>;
}

const names = {
  management: 'consul-management-token',
  agent: 'consul-agent-token',
  config: 'consul-config-token',
  configWriter: 'consul-config-writer-token',
} as const;

const sidecarName = (app: string): string => `consul-${app}-token`;

/** ensureConsulTokens generates those tokens that the secrets lack, and answers all. */
export async function ensureConsulTokens(
  secrets: SecretKeeper,
  apps: readonly string[],
): Promise<ConsulTokens> {
  const known = secrets.all;
  const wanted = [...Object.values(names), ...apps.map(sidecarName)];
  const all = Object.fromEntries(wanted.map(name => [name, known[name] ?? randomUUID()]));
  await secrets.set(all);
  const of = (name: string): string => all[name] ?? '';
  return {
    management: of(names.management),
    agent: of(names.agent),
    config: of(names.config),
    configWriter: of(names.configWriter),
    sidecars: new Map(apps.map(app => [app, of(sidecarName(app))])),
  };
}

/** configWriterToken is the token of `make config`; undefined before Consul's first start. */
export async function configWriterToken(state: string): Promise<string | undefined> {
  if (placeOf(state) === 'nowhere') return undefined;
  return withSecrets(state, silent, ({ all }) => Promise.resolve(all[names.configWriter]));
}

/** grantsOf says what each token may do; whatever is not named is denied. */
export function grantsOf({
  agent,
  config,
  configWriter,
  sidecars,
}: Omit<ConsulTokens, 'management'>): Grant[] {
  const lookUp = 'service_prefix "" { policy = "read" }\nnode_prefix "" { policy = "read" }';
  const keys = (policy: string): string => `key_prefix "${configPrefix}/" { policy = "${policy}" }`;
  return [
    {
      name: 'agent',
      token: agent,
      rules: 'node_prefix "" { policy = "write" }\nservice_prefix "" { policy = "read" }',
    },
    { name: 'config-reader', token: config, rules: keys('list') },
    { name: 'config-writer', token: configWriter, rules: keys('write') },
    ...[...sidecars].map(([app, token]) => ({
      name: `sidecar-${app}`,
      token,
      rules: `service "${app}" { policy = "write" }\n${lookUp}`,
    })),
  ];
}
