import { Failure } from '../process/failure.ts';
import { type DatabaseService, databaseSecret, databaseServices } from '../platform/passwords.ts';
import { type KeySet, signingKeys, wrappingKeys } from './key-sets.ts';

/** Kind says how a secret is rotated. */
export type Kind =
  | {
      kind: 'keys';
      set: KeySet;
      /** How long the key in use must have been there before those before it may be dropped. */
      dropAfterMs?: number;
      /** Why they may never be dropped. */
      keep?: string;
      /** Apps tell by a metric what still needs an older one. */
      counted?: boolean;
    }
  | { kind: 'database'; service: DatabaseService };

const minute = 60_000;
const hour = 60 * minute;

const keySets: Record<string, Kind> = {
  // An access token lives for 15 minutes (tokens.access_ttl).
  'auth-signing-keys': { kind: 'keys', set: signingKeys, dropAfterMs: hour },
  'consent-receipt-key': {
    kind: 'keys',
    set: signingKeys,
    keep: 'receipts and checkpoints of the ledger that it signed must verify for good',
  },
  'integration-wrapping-keys': { kind: 'keys', set: wrappingKeys, counted: true, dropAfterMs: 5 * minute },
  'notification-wrapping-keys': { kind: 'keys', set: wrappingKeys, counted: true, dropAfterMs: 5 * minute },
  'workflow-wrapping-keys': { kind: 'keys', set: wrappingKeys, counted: true, dropAfterMs: 5 * minute },
  // Answers are kept for 24 hours (idempotency.keep).
  'gateway-idempotency-key': { kind: 'keys', set: wrappingKeys, dropAfterMs: 25 * hour },
};

/** Read by sidecars and servers when they start, and by nobody later. */
const atStart: Record<string, string> = {
  'redis-password': 'Redis and every sidecar read it when they start',
  'rabbitmq-password': 'RabbitMQ and every sidecar read it when they start',
  'kafka-password': 'Kafka and every sidecar read it when they start',
  'provider-sandbox': 'the sandbox provider reads it when it starts',
};

const never: Record<string, string> = {
  'auth-key-pepper':
    'API keys and refresh tokens are known by a hash that it is part of: with another one, none is good',
  'internal-jwks': 'it follows from the <app>-internal-key of each app: rotate those',
};

/** Keys that sign internal tokens, which live for 90 seconds. Apps of one's own need not understand a set of keys. */
export const internalKey = /^(gateway|workflow)-internal-key$/;

/** kindOf tells how a secret is rotated; a Failure says why another one is not. */
export function kindOf(name: string): Kind {
  const service = databaseServices.find(one => databaseSecret(one) === name);
  if (service !== undefined) return { kind: 'database', service };
  if (internalKey.test(name)) return { kind: 'keys', set: signingKeys, dropAfterMs: 10 * minute };
  const known = keySets[name];
  if (known !== undefined) return known;
  const reason = atStart[name] ?? never[name];
  if (reason !== undefined) throw new Failure(`${name} is not rotated while the platform runs: ${reason}`);
  const names = [
    ...databaseServices.map(databaseSecret),
    ...Object.keys(keySets),
    'gateway-internal-key',
    'workflow-internal-key',
  ];
  throw new Failure(`SECRET=${name}: what can be rotated is ${names.join(', ')}`);
}

/** whyNotReplaced tells why `make secret` leaves a secret alone: what is encrypted or signed with it would be lost. */
export function whyNotReplaced(name: string, runs: boolean): string | undefined {
  if (name in never) return never[name];
  if (name in atStart) return runs ? `${atStart[name] ?? ''}: make down first` : undefined;
  const service = databaseServices.some(one => databaseSecret(one) === name);
  if (name in keySets || service || internalKey.test(name))
    return `what was made with the one before needs it: make rotate SECRET=${name}`;
  return name.endsWith('-internal-key') ? 'make up makes it' : undefined;
}
