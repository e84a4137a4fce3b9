import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import {
  afterRotation,
  hashOf,
  type Hook,
  hookNotFound,
  newHookSecret,
  newHookToken,
} from '../../domain/hooks/hook.ts';
import { invalidSecret, requireSecret } from './create-hook.ts';
import { type HookDeps } from './ports.ts';

/** RotateRequest names a hook, and for how long what was before is good, too. */
export interface RotateRequest {
  id: string;
  /** A day unless told. */
  overlapSeconds?: number;
}

/** Rotated is a hook after a rotation, with what is shown this one time. */
export interface Rotated {
  hook: Hook;
  previousExpiresAt: Date;
}

const day = 86_400;
const longest = 7 * day;

/** Changes a hook as it is now. Fails with REQUEST.INVALID, HOOK.NOT_FOUND, HOOK.CHANGED. */
async function change(
  { hooks, now }: HookDeps,
  { id, overlapSeconds = day }: RotateRequest,
  call: Call,
  changed: (hook: Hook, until: Date) => Partial<Hook> | Promise<Partial<Hook>>,
): Promise<Rotated> {
  requirePermission(call, 'workflow:write');
  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > longest)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', {
      fields: [{ path: 'overlapSeconds', message: `must lie between 0 and ${longest}` }],
    });
  const hook = await hooks.find(requireWorkspace(call), id);
  if (!hook) throw hookNotFound();
  const at = now();
  const until = new Date(at.getTime() + overlapSeconds * 1000);
  // Later than before in any case: it is by this time that two who change the same hook see each other.
  const updatedAt = new Date(Math.max(at.getTime(), hook.updatedAt.getTime() + 1));
  const next = { ...hook, ...(await changed(hook, until)), updatedAt };
  if (!(await hooks.replace(next, hook.updatedAt)))
    throw new AppError('conflict', 'HOOK.CHANGED', 'Somebody else has changed this hook; try again.');
  return { hook: next, previousExpiresAt: until };
}

/** createRotateHookToken gives a hook a new token. Fails with HOOK.NO_TOKEN for hooks of providers. */
export function createRotateHookToken(deps: HookDeps) {
  return async (request: RotateRequest, call: Call): Promise<Rotated & { token: string }> => {
    const token = newHookToken();
    const rotated = await change(deps, request, call, ({ tokens, provider }, until) => {
      if (provider !== undefined)
        throw new AppError(
          'conflict',
          'HOOK.NO_TOKEN',
          'What a provider sends is proven by its secret alone.',
        );
      return { tokens: afterRotation(tokens, { hash: hashOf(token) }, until) };
    });
    call.log.info({ hookId: request.id }, 'hook token rotated');
    return { ...rotated, token };
  };
}

/** createRotateHookSecret gives a hook a new signing secret: one of its own, or the one that its provider shows. */
export function createRotateHookSecret(deps: HookDeps) {
  return async (
    { secret: given, ...request }: RotateRequest & { secret?: string },
    call: Call,
  ): Promise<Rotated & { secret: string; query: string }> => {
    let made = { secret: '', query: '' };
    const rotated = await change(deps, request, call, async (hook, until) => {
      if (hook.provider === undefined && given !== undefined)
        throw invalidSecret('is made here, unless the hook is for a provider');
      made =
        hook.provider === undefined
          ? { secret: newHookSecret(), query: '' }
          : requireSecret(await deps.providerWebhooks.proofOf(hook, hook.provider), given);
      return { secrets: afterRotation(hook.secrets, { sealed: deps.box.seal(made.secret, hook.id) }, until) };
    });
    call.log.info({ hookId: request.id }, 'hook secret rotated');
    return { ...rotated, query: made.query, secret: given === undefined ? made.secret : '' };
  };
}
