import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import { implement, type ServiceImplementation } from '@neighbourhood/shared/grpc/server';
import type { Handlers } from '@neighbourhood/shared/grpc/types';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import type { AuthApp } from '../app.ts';
import { accountHandlers } from './account-handlers.ts';
import { refuseNul } from './refuse-nul.ts';
import { workspaceHandlers } from './workspace-handlers.ts';

/** AuthHandlers are the handlers of AuthService. */
export type AuthHandlers = Handlers<AuthServiceDefinition>;

/**
 * createAuthService puts the app behind neighbourhood.auth.v1.AuthService. Social sign-in, confirming an
 * e-mail address and password reset are not there yet: they answer UNIMPLEMENTED.
 */
export function createAuthService(app: AuthApp, jwks: () => object): ServiceImplementation {
  const handlers: AuthHandlers = {
    ...accountHandlers(app),
    ...workspaceHandlers(app),
    GetJwks: async () => ({ jwks: toValue(jwks()) }),
  };
  return implement<AuthServiceDefinition>('neighbourhood.auth.v1.AuthService', refuseNul(handlers));
}
