import { type IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { type Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Handlers } from '@neighbourhood/shared/grpc/types';
import { type Json, fromValue, toValue } from '@neighbourhood/shared/grpc/wire';

/** Effect is one thing that was really done. */
export interface Effect {
  key: string;
  action: string;
  input: Json;
  connectionId: string;
  identity: Call['identity'];
}

/** FakeIntegration does what it is asked once per idempotency key, as the real one promises, and counts. */
export interface FakeIntegration {
  handlers: Handlers<IntegrationServiceDefinition>;
  /** In the order done. */
  effects: Effect[];
  /** How often each key was asked for. */
  asked: Map<string, number>;
  /** Runs after an effect was done and before it is answered: where a caller may die. */
  beforeAnswer: (effect: Effect) => Promise<void>;
  /** Fails instead of doing. */
  refuse: ((action: string, asked: Pick<Effect, 'key' | 'input'>) => AppError | undefined) | undefined;
}

/** createFakeIntegration makes a fake with a connection for the end user `ada` at the provider `sandbox`. */
export function createFakeIntegration(): FakeIntegration {
  const answers = new Map<string, Json>();
  const fake: FakeIntegration = {
    effects: [],
    asked: new Map(),
    beforeAnswer: async () => undefined,
    refuse: undefined,
    handlers: {
      ResolveConnection: async ({ endUserId, provider }) => {
        if (endUserId !== 'ada' || provider !== 'sandbox') {
          throw new AppError('notFound', 'CONNECTION.NOT_FOUND', 'There is no active connection.');
        }
        return { connection: { id: 'con_00000000000000000000000001' } };
      },
      ExecuteAction: async ({ idempotencyKey: key, action, input, connectionId }, { identity }) => {
        const refusal = fake.refuse?.(action, { key, input: fromValue(input) });
        if (refusal) throw refusal;
        fake.asked.set(key, (fake.asked.get(key) ?? 0) + 1);
        const effect = { key, action, input: fromValue(input), connectionId, identity };
        if (!answers.has(key)) {
          fake.effects.push(effect);
          answers.set(key, { did: action, number: fake.effects.length });
          await fake.beforeAnswer(effect);
        }
        return { output: toValue(answers.get(key)) };
      },
    },
  };
  return fake;
}
