import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { AppError, isAppError } from '@neighbourhood/shared/errors/app-error';
import { type Principal } from '../domain/principal.ts';
import { type BucketLimit } from '../domain/token-bucket.ts';
import { type Context, present, type Step } from '../http/state.ts';
import { type Limiter } from '../usecase/limiter.ts';

/** Limits are the configured buckets; an API key's own limit comes from the key. */
export interface Limits {
  address: BucketLimit;
  user: BucketLimit;
  workspace: BucketLimit;
  /** Executions begun by a workspace's requests. */
  executions: BucketLimit;
  /** Share of an API key's hourly limit that may come at once, 0 to 1. */
  apiKeyBurst: number;
}

const defaultKeyLimit = 1000;

/** keyBucket turns requests per hour into a bucket: the whole hour refills evenly, a part may come at once. */
export function keyBucket(rateLimitPerHour: number | undefined, burst: number): BucketLimit {
  const hourly = rateLimitPerHour === undefined || rateLimitPerHour <= 0 ? defaultKeyLimit : rateLimitPerHour;
  const capacity = Math.max(1, Math.floor(hourly * burst));
  return { capacity, windowSeconds: (capacity / hourly) * 3600 };
}

/** Writes RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers) of all limits that applied. */
function tellLimits(context: Context): void {
  const { limits } = context.state;
  const policies = limits.map(
    ({ name, capacity, windowSeconds }) => `"${name}";q=${capacity};w=${Math.ceil(windowSeconds)}`,
  );
  const states = limits.map(
    ({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`,
  );
  context.set('RateLimit-Policy', policies.join(', '));
  context.set('RateLimit', states.join(', '));
}

async function spend(
  context: Context,
  limiter: Limiter,
  name: string,
  id: string,
  limit: BucketLimit,
  refused: () => [code: string, detail: string] = () => [
    'REQUEST.RATE_LIMITED',
    `Too many requests: the limit per ${name} is used up.`,
  ],
): Promise<void> {
  const answer = await limiter.spend(name, id, limit);
  const { remaining, resetSeconds, retryAfterSeconds } = answer;
  context.state.limits.push({ name, ...limit, remaining, resetSeconds });
  tellLimits(context);
  if (answer.allowed) return;
  const [code, detail] = refused();
  throw new AppError('rateLimited', code, detail, { retryAfterSeconds });
}

/** limitExecutions counts what a workspace begins by the routes that start executions. */
export function limitExecutions({ limiter, limits }: { limiter: Limiter; limits: Limits }): Step {
  return async (context, next) => {
    const { workspaceId = '' } = present(context, 'principal');
    if (present(context, 'route').feature === 'executions')
      await spend(context, limiter, 'executions', workspaceId, limits.executions, () => [
        'EXECUTION.RATE_LIMITED',
        'The workspace has begun as many executions as it may for now.',
      ]);
    await next();
  };
}

/** addressGroup is an IPv4 address, or the /64 of which one IPv6 host may use any address. */
export function addressGroup(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail].map(part => (part === '' ? [] : part.split(':'))) as [
    string[],
    string[],
  ];
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

/** addressId is how addresses are counted: they are personal data, so the store sees only their hashes. */
export const addressId = (context: Context) =>
  createHash('sha256').update(addressGroup(context.ip)).digest('base64url').slice(0, 22);

/**
 * limitByAddress counts requests without good credentials per IP address: those of public routes, and those
 * whose credentials are refused, so that guessing is slow. An address that guessed too much is not even heard.
 */
export function limitByAddress({ limiter, limits }: { limiter: Limiter; limits: Limits }): Step {
  return async (context, next) => {
    if (context.state.route?.limited === false) return next();
    const id = addressId(context);
    const isPublic = (context.state.route?.auth ?? 'public') === 'public' && !context.state.route?.hook;
    if (isPublic || limiter.isEmpty('address', id))
      await spend(context, limiter, 'address', id, limits.address);
    try {
      await next();
      return undefined;
    } catch (error) {
      if (!isPublic && isAppError(error) && error.kind === 'unauthenticated') {
        await spend(context, limiter, 'address', id, limits.address);
      }
      throw error;
    }
  };
}

/**
 * limitByHook counts what was received, per hook, which has as much as a user, and per workspace. Nothing is counted
 * before the service knows the sender: whoever only knows the address uses nobody's limit up.
 */
export function limitByHook({ limiter, limits }: { limiter: Limiter; limits: Limits }): Step {
  return async (context, next) => {
    if (!context.state.route?.hook) return next();
    const { workspaceId = '', path = '' } = context.params ?? {};
    const buckets = [
      { name: 'hook', id: `${workspaceId}/${path}`, limit: limits.user },
      { name: 'workspace', id: workspaceId, limit: limits.workspace },
    ];
    for (const { name, id, limit } of buckets)
      if (limiter.isEmpty(name, id)) await spend(context, limiter, name, id, limit);
    await next();
    for (const { name, id, limit } of buckets) await limiter.spend(name, id, limit);
    return undefined;
  };
}

function bucketsOf(principal: Principal, limits: Limits): { name: string; id: string; limit: BucketLimit }[] {
  const { kind, subject, workspaceId, rateLimitPerHour } = principal;
  const own =
    kind === 'user'
      ? [{ name: 'user', id: subject, limit: limits.user }]
      : kind === 'apiKey'
        ? [{ name: 'api-key', id: subject, limit: keyBucket(rateLimitPerHour, limits.apiKeyBurst) }]
        : [];
  return workspaceId === undefined
    ? own
    : [...own, { name: 'workspace', id: workspaceId, limit: limits.workspace }];
}

/** limitByCaller counts requests per user or API key, and per workspace. */
export function limitByCaller({ limiter, limits }: { limiter: Limiter; limits: Limits }): Step {
  return async (context, next) => {
    for (const { name, id, limit } of bucketsOf(present(context, 'principal'), limits)) {
      await spend(context, limiter, name, id, limit);
    }
    await next();
  };
}

/**
 * limitByCredential counts requests whose credentials only the monolith can check: per credential, as if each were a
 * workspace, and per address where there is none or the monolith refuses it.
 */
export function limitByCredential({ limiter, limits }: { limiter: Limiter; limits: Limits }): Step {
  return async (context, next) => {
    const isPublic = present(context, 'route').auth === 'public';
    const credential = credentialId(context);
    // limitByAddress counted public routes already.
    if (credential !== undefined) await spend(context, limiter, 'credential', credential, limits.workspace);
    else if (!isPublic) await spend(context, limiter, 'address', addressId(context), limits.address);
    await next();
    if (credential !== undefined && !isPublic && context.status === 401)
      await limiter.spend('address', addressId(context), limits.address);
  };
}

/** credentialId names what a caller shows, without telling it; undefined for nothing. */
export function credentialId(context: Context): string | undefined {
  const shown = context.get('Authorization') || context.get('X-API-Key') || context.get('Cookie');
  return shown === '' ? undefined : createHash('sha256').update(shown).digest('base64url').slice(0, 22);
}
