/** Choices are what docker-compose.yml hands on from its environment. */
export interface Choices {
  broker: string;
  secrets: 'vault' | 'file';
  /** Which server speaks MongoDB's protocol: their clients authenticate in different ways. */
  mongo: 'mongod' | 'ferretdb';
  /** Whether sidecars know each other by certificates, and so who may call what. */
  mtls: boolean;
  /** Stores, broker and Vault run elsewhere, with TLS: addresses are given, and no secret is generated. */
  external: boolean;
  /** Where the servers are; those of docker-compose.yml unless told. */
  addresses: Readonly<Record<'redis' | 'rabbitmq' | 'vault', string>>;
  /** Folder that all containers have a part of; `.run/compose` of the repository. */
  out: string;
  /** The repository's `components`. */
  components: string;
}

/** readChoices reads the environment; throws for a word that means nothing. */
export function readChoices(env: NodeJS.ProcessEnv): Choices {
  const one = <T extends string>(name: string, ...words: readonly T[]): T => {
    const value = env[name] ?? words[0];
    const found = words.find(word => word === value);
    if (found === undefined) throw new Error(`${name} is ${words.join(' or ')}, not ${String(value)}`);
    return found;
  };
  return {
    broker: one('BROKER', 'rabbitmq', 'redis', 'kafka'),
    secrets: one('SECRETS', 'vault', 'file'),
    mongo: one('MONGO_FLAVOUR', 'mongod', 'ferretdb'),
    mtls: one('MTLS', 'false', 'true') === 'true',
    external: one('EXTERNAL', 'false', 'true') === 'true',
    addresses: {
      redis: env['REDIS_ADDRESS'] ?? 'redis:6379',
      rabbitmq: env['RABBITMQ_ADDRESS'] ?? 'rabbitmq:5672',
      vault: env['VAULT_URL'] ?? 'http://vault:8200',
    },
    out: env['OUT'] ?? '/out',
    components: env['COMPONENTS'] ?? '/components',
  };
}

/** apps have a sidecar each. */
export const apps = ['gateway', 'auth', 'integration', 'workflow', 'consent', 'notification'] as const;
