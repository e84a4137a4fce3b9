import {
  createLocalJWKSet,
  decodeJwt,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { type Identity } from '../call/call.ts';
import { AppError } from '../errors/app-error.ts';

/** Whom internal tokens are for; nobody takes one that is for others. */
const services = 'neighbourhood-services';

/** Issuer is an app that may sign internal tokens, and what it may say in them. */
export interface Issuer {
  /** App-id; its keys stand under this name in `internal-jwks`. */
  app: string;
  kinds: readonly Identity['kind'][];
  /** Where given, it may assert no other permissions… */
  permissions?: readonly string[] | undefined;
  /** …and speak in no other workspaces. */
  workspaces?: readonly string[] | undefined;
}

/** usualIssuers: the gateway speaks for whoever it authenticated, workflow for its executions only. */
export const usualIssuers: readonly Issuer[] = [
  { app: 'gateway', kinds: ['user', 'apiKey', 'anonymous'] },
  { app: 'workflow', kinds: ['execution'] },
];

/** IdentitySigner signs who starts a chain of calls; the token lives for `ttlSeconds`, 60 unless told. */
export interface IdentitySigner {
  sign(identity: Omit<Identity, 'issuer'>, options?: { ttlSeconds?: number }): Promise<string>;
}

/** createIdentitySigner signs with the app's own private JWK (EdDSA or ES256, with `kid`), for the platform's services. */
export async function createIdentitySigner({
  issuer,
  privateJwk,
  audience = services,
}: {
  issuer: string;
  privateJwk: JWK;
  audience?: string;
}): Promise<IdentitySigner> {
  const alg = privateJwk.alg ?? 'EdDSA';
  const key = await importJWK(privateJwk, alg);
  return {
    sign(identity, { ttlSeconds = 60 } = {}) {
      const { subject, kind, workspaceId, sessionId, role, permissions, endUserId, address } = identity;
      return new SignJWT({
        kind,
        wsp: workspaceId,
        sid: sessionId,
        role,
        perms: permissions,
        eu: endUserId,
        addr: address,
      })
        .setProtectedHeader({ alg, ...(privateJwk.kid ? { kid: privateJwk.kid } : {}) })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds}s`)
        .sign(key);
    },
  };
}

/** IdentityVerifier turns an internal JWT into an identity, or fails with AUTH.UNAUTHENTICATED. */
export type IdentityVerifier = (token: string) => Promise<Identity>;

/** InternalKeys maps each issuer's app-id to its public keys, so that no issuer can speak as another. */
export type InternalKeys = Readonly<Record<string, JSONWebKeySet>>;

const checks = {
  audience: services,
  algorithms: ['EdDSA', 'ES256'],
  requiredClaims: ['sub', 'iat', 'exp'],
  clockTolerance: 5,
};

/** Tokens that are remembered. */
const mostKnown = 1_000;

/**
 * createIdentityVerifier checks signature, issuer, audience and life (5 s of tolerance), and that the issuer may
 * assert what the token says. An issuer counts only if it is both among `issuers` and has keys. Callers use a token for
 * many calls: what was verified by these keys is believed until the token ends.
 */
export function createIdentityVerifier(
  keys: InternalKeys,
  issuers: readonly Issuer[] = usualIssuers,
): IdentityVerifier {
  const sets = new Map(Object.entries(keys).map(([issuer, set]) => [issuer, createLocalJWKSet(set)]));
  const known = new Map<string, { identity: Identity; until: number }>();
  return async token => {
    const before = known.get(token);
    if (before && Date.now() < before.until) return before.identity;
    const claimed = issuerOf(token);
    const set = sets.get(claimed);
    const issuer = issuers.find(({ app }) => app === claimed);
    if (!set || !issuer) throw unknownIdentity();
    const { payload } = await jwtVerify(token, set, { ...checks, issuer: issuer.app }).catch(
      (cause: unknown) => {
        throw unknownIdentity(cause);
      },
    );
    const identity = readIdentity(issuer.app, payload);
    if (!mayAssert(issuer, identity)) throw unknownIdentity();
    if (known.size >= mostKnown) known.clear();
    known.set(token, { identity, until: (payload.exp ?? 0) * 1000 });
    return identity;
  };
}

function mayAssert({ kinds, permissions, workspaces }: Issuer, identity: Identity): boolean {
  return (
    kinds.includes(identity.kind) &&
    (permissions === undefined || identity.permissions.every(name => permissions.includes(name))) &&
    (workspaces === undefined || workspaces.includes(identity.workspaceId ?? ''))
  );
}

function readIdentity(issuer: string, payload: JWTPayload): Identity {
  const text = (claim: string) => (typeof payload[claim] === 'string' ? payload[claim] : undefined);
  const optional = {
    workspaceId: text('wsp'),
    sessionId: text('sid'),
    role: text('role'),
    endUserId: text('eu'),
    address: text('addr'),
  };
  return {
    kind: payload['kind'] as Identity['kind'],
    issuer,
    subject: payload.sub ?? '',
    permissions: Array.isArray(payload['perms']) ? payload['perms'].map(String) : [],
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<Identity>),
  };
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}

function unknownIdentity(cause?: unknown): AppError {
  return new AppError(
    'unauthenticated',
    'AUTH.UNAUTHENTICATED',
    'The internal identity of this call is missing, expired or not from a known issuer.',
    { cause },
  );
}
