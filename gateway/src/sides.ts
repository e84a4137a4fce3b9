import { Counter, Gauge, type Registry } from 'prom-client';
import { type Flags } from './domain/side.ts';
import { inOrder } from './http/in-order.ts';
import { type Route } from './http/route.ts';
import { type Step } from './http/state.ts';
import { type LegacyClient } from './infrastructure/legacy-client.ts';
import { createAskPlatform } from './middleware/ask-platform.ts';
import { type IdentifyDependencies } from './middleware/authenticate-caller.ts';
import { createCopyToOtherSide, type ShadowSettings } from './middleware/copy-to-other-side.ts';
import { forwardToLegacy, type LegacySettings } from './middleware/forward-to-legacy.ts';
import { idempotencyKeyOf } from './middleware/honour-idempotency.ts';
import { takeSide } from './middleware/take-side.ts';
import { type ApiKeys, type SignIdentity } from './usecase/ports.ts';

/** Migration is what the gateway needs to share its work with a monolith. */
export interface Migration {
  /** The flags in force for a route; undefined where only the platform can answer. */
  flags: (route: Route) => Flags | undefined;
  authenticate: () => 'gateway' | 'legacy';
  client: LegacyClient;
  /** For copies: with its own connections and breaker, so that they never stand in the way. */
  shadowClient: LegacyClient;
  legacy: LegacySettings;
  shadow: () => ShadowSettings;
  /** Vouches for an authenticated caller, to the monolith only. */
  assert: SignIdentity;
}

/** StepSets are the gateway's own steps, as far as both sides share them. */
export interface StepSets {
  identified: Step;
  unidentified: Step;
  platform: Step;
  readBody: Step;
  honourIdempotency: Step;
}

function metricsOf(registry: Registry, { client }: Migration) {
  const registers = [registry];
  new Gauge({
    name: 'migration_legacy_open',
    help: '1 while nothing is sent to the monolith, because it did not answer',
    registers,
    collect(this: Gauge) {
      this.set(client.isOpen() ? 1 : 0);
    },
  });
  return {
    answered: new Counter({
      name: 'migration_requests_total',
      help: 'Requests by the service that they belong to and the side that answers',
      labelNames: ['service', 'side'] as const,
      registers,
    }),
    outcomes: new Counter({
      name: 'migration_shadow_total',
      help: 'Copies to the other side: same, different, uncompared (too large), failed, or skipped (too many)',
      labelNames: ['operation', 'outcome'] as const,
      registers,
    }),
  };
}

/** sidesOf lets flags choose between the platform's steps and the monolith. */
export function sidesOf(
  migration: Migration,
  steps: StepSets,
  dependencies: IdentifyDependencies & { apiKeys: ApiKeys; registry: Registry },
): Step {
  const { client, shadowClient, legacy: settings, assert, shadow, flags, authenticate } = migration;
  const { answered, outcomes } = metricsOf(dependencies.registry, migration);
  const askPlatform = createAskPlatform(dependencies);
  /** Bodies stream through, unless somebody has to have them whole. */
  const readWhere: Step = (context, next) => {
    const whole = idempotencyKeyOf(context) !== undefined || context.state.captured !== undefined;
    return whole ? steps.readBody(context, next) : next();
  };
  const forward = forwardToLegacy({ client, settings, assert });
  return takeSide(
    { ...steps, legacy: inOrder([readWhere, steps.honourIdempotency, forward]) },
    {
      flags,
      authenticate,
      apiKeys: dependencies.apiKeys,
      answered,
      copy: createCopyToOtherSide({ client: shadowClient, assert, askPlatform, settings: shadow, outcomes }),
    },
  );
}
