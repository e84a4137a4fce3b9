import { type Call, type Identity } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { nobody, type Principal } from '../domain/principal.ts';
import { workspaceSource } from '../http/route.ts';
import { type Context, present, type Step } from '../http/state.ts';
import { typedId } from '../resources/common.ts';
import { type Authenticate } from '../usecase/authenticate.ts';
import { type SignIdentity } from '../usecase/ports.ts';

const workspaceId = typedId('wsp');

/** identityOf is what the gateway signs about a principal. */
export function identityOf(
  { rateLimitPerHour: _limit, ...principal }: Principal,
  address: string,
): Omit<Identity, 'issuer'> {
  return { ...principal, address };
}

/** namedWorkspace is the workspace that a request names, by path or header; '' for none. */
export function namedWorkspace(context: Context): string {
  const byPath = workspaceSource(present(context, 'route')) === 'path';
  const id = byPath ? (context.params?.['id'] ?? '') : context.get('X-Workspace-Id');
  if (id === '' || workspaceId.safeParse(id).success) return id;
  throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The workspace id is malformed.', {
    fields: [{ path: byPath ? 'id' : 'X-Workspace-Id', message: 'must be an id that begins with wsp_' }],
  });
}

async function principalOf(context: Context, authenticate: Authenticate): Promise<Principal> {
  const route = present(context, 'route');
  if (route.auth === 'public') return nobody;
  return authenticate(
    { authorization: context.get('Authorization'), apiKey: context.get('X-API-Key') },
    {
      auth: route.auth,
      inWorkspace: workspaceSource(route) !== 'none',
      workspaceId: () => namedWorkspace(context),
    },
    { requestId: context.state.requestId, address: context.ip },
  );
}

/** IdentifyDependencies are what a caller is identified with. */
export interface IdentifyDependencies {
  authenticate: Authenticate;
  sign: SignIdentity;
}

/** identify finds out who sends a request, and signs that for the services behind. */
export async function identify(
  context: Context,
  { authenticate, sign }: IdentifyDependencies,
): Promise<{ principal: Principal; call: Call }> {
  const { requestId, deadline, signal, log } = context.state;
  const principal = await principalOf(context, authenticate);
  const identity = identityOf(principal, context.ip);
  const token = await sign(identity);
  const call = { requestId, deadline, signal, identity: { ...identity, issuer: 'gateway' }, token, log };
  return { principal, call };
}

/** authenticateCaller lets callers pass who are identified. */
export function authenticateCaller(dependencies: IdentifyDependencies): Step {
  return async (context, next) => {
    Object.assign(context.state, await identify(context, dependencies));
    await next();
  };
}
