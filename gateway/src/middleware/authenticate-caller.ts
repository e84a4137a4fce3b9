import { type Identity } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { nobody, type Principal } from '../domain/principal.ts';
import { workspaceSource } from '../http/route.ts';
import { type Context, present, type Step } from '../http/state.ts';
import { typedId } from '../resources/common.ts';
import { type Authenticate } from '../usecase/authenticate.ts';
import { type SignIdentity } from '../usecase/ports.ts';

const workspaceId = typedId('wsp');

/** identityOf is what the gateway signs about a principal. */
function identityOf(
  { rateLimitPerHour: _limit, ...principal }: Principal,
  address: string,
): Omit<Identity, 'issuer'> {
  return { ...principal, address };
}

/** The workspace that a request names, by path or header; '' for none. */
function namedWorkspace(context: Context): string {
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

/** authenticateCaller finds out who sends a request, and signs that for the services behind. */
export function authenticateCaller({
  authenticate,
  sign,
}: {
  authenticate: Authenticate;
  sign: SignIdentity;
}): Step {
  return async (context, next) => {
    const { state } = context;
    const { requestId, deadline, signal, log } = state;
    state.principal = await principalOf(context, authenticate);
    const identity = identityOf(state.principal, context.ip);
    const token = await sign(identity);
    state.call = { requestId, deadline, signal, identity: { ...identity, issuer: 'gateway' }, token, log };
    await next();
  };
}
