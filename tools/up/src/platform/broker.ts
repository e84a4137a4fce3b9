import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startKafka } from '../servers/kafka.ts';
import { startRabbitmq } from '../servers/rabbitmq.ts';
import type { Server, ServerOptions, ServerTls } from '../servers/server.ts';
import type { Extra } from './extra.ts';
import { grantQueues } from './grants.ts';
import type { Role } from './record.ts';
import type { Secrets } from './secrets.ts';
import type { ServerPorts } from './settings.ts';

/** BrokerPlace is where a broker runs and what it is configured by. */
export interface BrokerPlace {
  /** Root of the repository. */
  root: string;
  ports: ServerPorts;
  options: (name: keyof ServerPorts, role: Role) => ServerOptions;
  secrets: Secrets;
  tls?: ServerTls | undefined;
  /** Apps beside the platform, which have queues as well. */
  extras?: readonly Extra[];
}

/** The user that components/pubsub-* names; each password is in the secrets. */
const user = 'neighbourhood';

const brokers = new Map<string, (place: BrokerPlace) => Promise<Server>>([
  [
    'rabbitmq',
    ({ root, ports, options, secrets, tls, extras = [] }) => {
      const place = options('rabbitmq', 'store');
      return startRabbitmq({
        ...place,
        tls,
        distPort: ports.rabbitmqDist,
        epmdPort: ports.rabbitmqEpmd,
        user,
        password: secrets['rabbitmq-password'] ?? '',
        definitions: definitions(root, `${place.directory}.definitions.json`, extras),
      });
    },
  ],
  [
    'kafka',
    ({ ports, options, secrets, tls }) =>
      startKafka({
        ...options('kafka', 'store'),
        tls,
        controllerPort: ports.kafkaController,
        user,
        password: secrets['kafka-password'] ?? '',
      }),
  ],
]);

/**
 * startBroker runs the server behind components/pubsub-<name>, unless that is Redis, which runs for state
 * anyway, or one that we know nothing of: its component file names a server that runs elsewhere.
 */
export async function startBroker(name: string, place: BrokerPlace): Promise<Server | undefined> {
  return brokers.get(name)?.(place);
}

/** The file of exchanges and queues; with apps beside the platform a copy that has theirs. */
function definitions(root: string, copy: string, extras: readonly Extra[]): string {
  const file = join(root, 'components/pubsub-rabbitmq/definitions.json');
  if (extras.length === 0) return file;
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, grantQueues(readFileSync(file, 'utf8'), extras));
  return copy;
}
