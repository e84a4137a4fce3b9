import { type Counter } from 'prom-client';
import { decide, type Decision, type Flags, type Placed } from '../domain/side.ts';
import { toEnd } from '../http/in-order.ts';
import { type Route, workspaceSource } from '../http/route.ts';
import { type Context, present, type Step } from '../http/state.ts';
import { type ApiKeys } from '../usecase/ports.ts';
import { type CopyToOtherSide } from './copy-to-other-side.ts';
import { addressId, credentialId } from './limit-rates.ts';

/** Sides are the ways through the gateway that a migration chooses between. */
export interface Sides {
  /** Who a caller is and what they may, as far as the gateway itself checks that. */
  identified: Step;
  /** In place of `identified`, where the monolith checks credentials. */
  unidentified: Step;
  platform: Step;
  legacy: Step;
}

/** TakeSideDependencies: the flags in force, and what is done beside answering. */
export interface TakeSideDependencies {
  flags: (route: Route) => Flags | undefined;
  /** Who checks the credentials of what the monolith answers. */
  authenticate: () => 'gateway' | 'legacy';
  apiKeys: ApiKeys;
  copy: CopyToOtherSide;
  /** By `service` and `side`. */
  answered: Counter<'service' | 'side'>;
}

/** signPlatform stands before the handler: answers given again for an Idempotency-Key say who gave them first. */
export const signPlatform: Step = async (context, next) => {
  await next();
  if (context.state.side && context.state.answer) context.state.answer.headers['X-Served-By'] = 'platform';
};

/** takeSide lets the flags choose who answers; routes without flags are the platform's, as ever. */
export function takeSide(sides: Sides, dependencies: TakeSideDependencies): Step {
  const { flags: flagsOf, authenticate, apiKeys, copy, answered } = dependencies;

  async function answer(context: Context, { side, shadow }: Decision): Promise<void> {
    const { service, id } = present(context, 'route');
    context.state.side = side;
    context.set('X-Served-By', side);
    answered.inc({ service: service ?? id, side });
    if (shadow) copy(context, side);
    await toEnd(sides[side], context);
  }

  /** Before credentials are checked a request is placed by what it claims; whoever answers it checks that. */
  async function claimed(context: Context): Promise<Placed> {
    const byPath = workspaceSource(present(context, 'route')) === 'path';
    const named = byPath ? context.params?.['id'] : context.get('X-Workspace-Id');
    return {
      workspaceId: named || (await workspaceOfKey(context)),
      otherwise: credentialId(context) ?? addressId(context),
    };
  }

  /** A key of ours names its workspace; one of the monolith's, or while auth is away, none. */
  async function workspaceOfKey(context: Context): Promise<string | undefined> {
    const key = context.get('X-API-Key');
    if (!key.startsWith('nh_')) return undefined;
    const caller = { requestId: context.state.requestId, address: context.ip };
    return apiKeys.resolve(key, caller).then(
      access => access.workspaceId,
      () => undefined,
    );
  }

  return async context => {
    const flags = flagsOf(present(context, 'route'));
    if (flags === undefined) {
      await sides.identified(context, () => toEnd(sides.platform, context));
    } else if (authenticate() === 'legacy') {
      const decision = decide(flags, await claimed(context));
      const check = decision.side === 'legacy' ? sides.unidentified : sides.identified;
      await check(context, () => answer(context, decision));
    } else {
      await sides.identified(context, () => {
        const { workspaceId, subject } = present(context, 'principal');
        return answer(context, decide(flags, { workspaceId, otherwise: subject || addressId(context) }));
      });
    }
  };
}
