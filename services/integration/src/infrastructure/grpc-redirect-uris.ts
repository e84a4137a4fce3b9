import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { ServiceClient } from '@neighbourhood/shared/grpc/types';
import type { RedirectUris } from '../usecase/ports.ts';

/** createGrpcRedirectUris asks the auth service, which owns workspaces. */
export function createGrpcRedirectUris(
  client: Pick<ServiceClient<AuthServiceDefinition>, 'GetRedirectUris'>,
): RedirectUris {
  return {
    async allowed(call) {
      const { redirectUris } = await client.GetRedirectUris({}, call);
      return redirectUris;
    },
  };
}
