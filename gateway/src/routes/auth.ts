import { z } from 'zod';
import { compact } from '../http/compact.ts';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Request, type Route } from '../http/route.ts';
import { givenTime, idParam, iso, listOf, page, pageRequest, paging, required } from '../resources/common.ts';
import * as user from '../resources/user.ts';
import { type RouteDependencies } from './dependencies.ts';

const email = z
  .string()
  .min(3)
  .max(254)
  .meta({ format: 'email', examples: ['ada@example.com'] });
const password = z
  .string()
  .min(1)
  .max(256)
  .meta({ format: 'password', examples: ['correct horse battery staple'] });
const shortName = z.string().max(100);
const tag = 'Auth';

const client = ({ call, header }: Request) => ({
  ip: call.identity.address ?? '',
  userAgent: (header('User-Agent') ?? '').slice(0, 512),
});

/** authRoutes: accounts, tokens, profile, sessions. */
export function authRoutes({ services: { auth }, forget }: RouteDependencies): Route[] {
  const register = defineRoute({
    id: 'register',
    feature: 'signUp',
    method: 'post',
    path: '/auth/register',
    tag,
    auth: 'public',
    summary: 'Create an account and sign in',
    body: z.strictObject({
      email,
      password,
      firstName: shortName.optional(),
      lastName: shortName.optional(),
      company: z.string().max(200).optional(),
    }),
    replies: { 201: { description: 'The new user, signed in', schema: user.signedIn } },
    problems: { 'AUTH.EMAIL_TAKEN': 409, 'AUTH.WEAK_PASSWORD': 400 },
    async handle({ body }, request) {
      const answer = await auth.Register({ ...compact(body), client: client(request) }, request.call);
      return json(
        { user: user.presentUser(required(answer.user)), ...user.presentTokens(answer.tokens) },
        201,
      );
    },
  });

  const login = defineRoute({
    id: 'login',
    method: 'post',
    path: '/auth/login',
    tag,
    auth: 'public',
    summary: 'Sign in with a password',
    body: z.strictObject({ email, password }),
    replies: { 200: { description: 'The user, signed in', schema: user.signedIn } },
    problems: { 'AUTH.INVALID_CREDENTIALS': 401, 'AUTH.LOCKED': 429 },
    async handle({ body }, request) {
      const answer = await auth.Login({ ...body, client: client(request) }, request.call);
      return json({ user: user.presentUser(required(answer.user)), ...user.presentTokens(answer.tokens) });
    },
  });

  const refresh = defineRoute({
    id: 'refreshToken',
    method: 'post',
    path: '/auth/token/refresh',
    tag,
    auth: 'public',
    summary: 'Exchange a refresh token for the next pair of tokens',
    body: z.strictObject({ refreshToken: z.string().min(1).max(1000) }),
    replies: { 200: { description: 'The next tokens', schema: user.tokens } },
    problems: { 'AUTH.TOKEN_REUSED': 401, 'AUTH.TOKEN_EXPIRED': 401, 'AUTH.INVALID_TOKEN': 401 },
    async handle({ body }, request) {
      const answer = await auth.RefreshToken({ ...body, client: client(request) }, request.call);
      return json(user.presentTokens(answer.tokens));
    },
  });

  const validate = defineRoute({
    id: 'validateToken',
    method: 'post',
    path: '/auth/token/validate',
    tag,
    auth: 'public',
    summary: 'Say whether an access token is valid now',
    body: z.strictObject({ token: z.string().min(1).max(8000) }),
    replies: {
      200: {
        description: 'Valid or not, and whose it is',
        schema: z.object({
          valid: z.boolean(),
          userId: z.string().optional(),
          email: z.string().optional(),
          expiresAt: givenTime.optional(),
          reason: z.string().optional(),
        }),
      },
    },
    async handle({ body }, { call }) {
      const { valid, userId, email: address, expiresAt, reason } = await auth.ValidateToken(body, call);
      if (!valid) return json({ valid, reason });
      return json(compact({ valid, userId, email: address, expiresAt: iso(expiresAt) }));
    },
  });

  const logout = defineRoute({
    id: 'logout',
    method: 'post',
    path: '/auth/logout',
    tag,
    auth: 'user',
    summary: 'End the session of this access token',
    replies: { 204: { description: 'The session is over' } },
    async handle(_input, { call, principal }) {
      const sessionId = principal.sessionId ?? '';
      await auth.Logout({ sessionId }, call);
      forget(sessionId);
      return noContent();
    },
  });

  return [
    register,
    login,
    refresh,
    validate,
    logout,
    ...profileRoutes({ auth }),
    ...sessionRoutes({ auth, forget }),
  ];
}

type Auth = RouteDependencies['services']['auth'];

function profileRoutes({ auth }: { auth: Auth }): Route[] {
  const getProfile = defineRoute({
    id: 'getProfile',
    method: 'get',
    path: '/auth/profile',
    tag,
    auth: 'user',
    summary: 'Read the own profile',
    replies: { 200: { description: 'The profile', schema: user.profile } },
    async handle(_input, { call }) {
      return json(user.presentProfile(await auth.GetUserProfile({ userId: '' }, call)));
    },
  });

  const updateProfile = defineRoute({
    id: 'updateProfile',
    method: 'patch',
    path: '/auth/profile',
    tag,
    auth: 'user',
    summary: 'Change the own profile',
    description: 'An empty string clears a field; a field that is absent stays as it is.',
    body: z.strictObject({
      firstName: shortName.optional(),
      lastName: shortName.optional(),
      company: z.string().max(200).optional(),
      avatarUrl: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(2048)]).optional(),
    }),
    replies: { 200: { description: 'The profile after the change', schema: user.profile } },
    async handle({ body }, { call }) {
      const { profile } = await auth.UpdateUserProfile(compact(body), call);
      return json(user.presentProfile(required(profile)));
    },
  });
  return [getProfile, updateProfile];
}

function sessionRoutes({ auth, forget }: { auth: Auth; forget: RouteDependencies['forget'] }): Route[] {
  const listSessions = defineRoute({
    id: 'listSessions',
    method: 'get',
    path: '/auth/sessions',
    tag,
    auth: 'user',
    summary: 'List the own sessions',
    query: paging,
    replies: { 200: { description: 'Newest first', schema: listOf(user.session) } },
    async handle({ query }, { call, principal }) {
      const answer = await auth.ListSessions(
        { ...pageRequest(query), currentSessionId: principal.sessionId ?? '' },
        call,
      );
      return json(page(answer.sessions, answer.nextPageToken, user.presentSession));
    },
  });

  const revokeSession = defineRoute({
    id: 'revokeSession',
    method: 'delete',
    path: '/auth/sessions/{id}',
    tag,
    auth: 'user',
    summary: 'End one of the own sessions',
    params: idParam('ses'),
    replies: { 204: { description: 'The session is over' } },
    problems: { 'SESSION.NOT_FOUND': 404 },
    async handle({ params }, { call }) {
      await auth.RevokeSession({ sessionId: params.id }, call);
      forget(params.id);
      return noContent();
    },
  });
  return [listSessions, revokeSession];
}
