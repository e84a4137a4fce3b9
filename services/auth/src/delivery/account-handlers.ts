import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import type { AuthApp } from '../app.ts';
import type { AuthHandlers } from './grpc.ts';
import { fromClient, fromPage, toProfile, toSession, toTokens, toUser } from './wire.ts';

/** accountHandlers answer for users, their sessions and tokens. */
export function accountHandlers(app: AuthApp): AuthHandlers {
  return {
    Register: async ({ client, ...request }, call) => {
      const signedIn = await app.registerUser({ ...request, client: fromClient(client, call) }, call);
      return { user: toUser(signedIn.user), tokens: toTokens(signedIn) };
    },
    Login: async ({ client, email, password }, call) => {
      const signedIn = await app.login({ email, password, client: fromClient(client, call) }, call);
      return { user: toUser(signedIn.user), tokens: toTokens(signedIn) };
    },
    ValidateToken: async (request, call) => {
      const validation = await app.validateToken(request, call);
      return validation.valid ? { ...validation, expiresAt: toTimestamp(validation.expiresAt) } : validation;
    },
    RefreshToken: async ({ refreshToken }, call) => ({
      tokens: toTokens(await app.refreshToken({ refreshToken }, call)),
    }),
    Logout: async (request, call) => {
      await app.logout(request, call);
      return {};
    },
    GetUserProfile: async (request, call) => toProfile(await app.getUserProfile(request, call)),
    UpdateUserProfile: async ({ firstName, lastName, company, avatarUrl }, call) => ({
      profile: toProfile(await app.updateUserProfile({ firstName, lastName, company, avatarUrl }, call)),
    }),
    ListSessions: async ({ currentSessionId, ...page }, call) => {
      const { items, nextCursor } = await app.listSessions({ ...fromPage(page), currentSessionId }, call);
      return { sessions: items.map(toSession), nextPageToken: nextCursor };
    },
    RevokeSession: async (request, call) => {
      await app.revokeSession(request, call);
      return {};
    },
  };
}
