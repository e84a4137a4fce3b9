import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import {
  hashOf,
  type Hook,
  type HookRequest,
  newHook,
  newHookSecret,
  newHookToken,
} from '../../domain/hooks/hook.ts';
import { newProviderSecret, secretProblem } from '../../domain/hooks/provider-secret.ts';
import { type HookDeps, type ProofOfProvider } from './ports.ts';

/** CreateHookRequest is a new hook; for a provider's webhooks with the secret that they are signed with. */
export interface CreateHookRequest extends HookRequest {
  secret?: string;
}

/** NewHook is a hook with what is shown this one time. */
export interface NewHook {
  hook: Hook;
  /** '' on hooks of providers. */
  token: string;
  /** What follows `?` in the address, for providers that bring the secret along there; else ''. */
  query: string;
  /** '' where it was handed in. */
  secret: string;
}

/**
 * createCreateHook makes a hook. Fails with REQUEST.INVALID, EVENT.TYPE_RESERVED, HOOK.LIMIT_REACHED, with HOOK.EXISTS
 * when its path is taken, and with PROVIDER.NOT_FOUND, PROVIDER.NO_WEBHOOKS.
 */
export function createCreateHook({ hooks, box, providerWebhooks, hookLimits, now }: HookDeps) {
  return async ({ secret: given, ...request }: CreateHookRequest, call: Call): Promise<NewHook> => {
    requirePermission(call, 'workflow:write');
    const workspaceId = requireWorkspace(call);
    const empty = newHook(workspaceId, request, now());
    if (request.provider === undefined && given !== undefined)
      throw invalidSecret('is made here, unless the hook is for a provider');
    const { secret, query } =
      request.provider === undefined
        ? { secret: newHookSecret(), query: '' }
        : requireSecret(await providerWebhooks.proofOf(empty, request.provider), given);
    const token = request.provider === undefined ? newHookToken() : '';
    if ((await hooks.count(workspaceId)) >= hookLimits.most)
      throw new AppError('conflict', 'HOOK.LIMIT_REACHED', 'The workspace has as many hooks as it may.');
    const hook = {
      ...empty,
      tokens: token === '' ? [] : [{ hash: hashOf(token) }],
      secrets: [{ sealed: box.seal(secret, empty.id) }],
    };
    if (!(await hooks.insert(hook)))
      throw new AppError('alreadyExists', 'HOOK.EXISTS', 'There is a hook with this path already.');
    call.log.info({ hookId: hook.id, path: hook.path, provider: hook.provider }, 'hook created');
    return { hook, token, query, secret: given === undefined ? secret : '' };
  };
}

/** requireSecret is the secret that was given, or a new one, and how it stands in an address. Fails with REQUEST.INVALID. */
export function requireSecret(
  { signature, query: name }: ProofOfProvider,
  given: string | undefined,
): { secret: string; query: string } {
  const secret = given ?? newProviderSecret(signature) ?? '';
  const problem = secretProblem(signature, secret);
  const query = name === undefined ? '' : new URLSearchParams({ [name]: secret }).toString();
  if (problem === undefined) return { secret, query };
  throw invalidSecret(problem);
}

/** invalidSecret is REQUEST.INVALID about the secret. */
export function invalidSecret(message: string): AppError {
  const fields = [{ path: 'secret', message }];
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', { fields });
}
