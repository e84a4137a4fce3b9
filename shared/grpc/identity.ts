import {
  createLocalJWKSet,
  decodeJwt,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { type Identity } from '../call/call.ts';
import { AppError } from '../errors/app-error.ts';

const audience = 'neighbourhood-services';

/** What each issuer may assert: workflow speaks for its executions only. */
const mayAssert: Readonly<Record<string, readonly Identity['kind'][]>> = {
  gateway: ['user', 'apiKey', 'anonymous'],
  workflow: ['execution'],
};

/** IdentitySigner signs who starts a chain of calls; the token lives for `ttlSeconds`, 60 unless told. */
export interface IdentitySigner {
  sign(identity: Omit<Identity, 'issuer'>, options?: { ttlSeconds?: number }): Promise<string>;
}

/** createIdentitySigner signs with the app's own private JWK (EdDSA or ES256, with `kid`). */
export async function createIdentitySigner({
  issuer,
  privateJwk,
}: {
  issuer: string;
  privateJwk: JWK;
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

/**
 * createIdentityVerifier checks signature, issuer, audience and life, and that the issuer may assert that kind.
 * `clockTolerance` is 5 s.
 */
export function createIdentityVerifier(keys: InternalKeys): IdentityVerifier {
  const sets = new Map(Object.entries(keys).map(([issuer, set]) => [issuer, createLocalJWKSet(set)]));
  return async token => {
    const issuer = issuerOf(token);
    const set = sets.get(issuer);
    if (!set) throw unknownIdentity();
    const { payload } = await jwtVerify(token, set, { issuer, audience, clockTolerance: 5 }).catch(
      (cause: unknown) => {
        throw unknownIdentity(cause);
      },
    );
    const kind = payload['kind'] as Identity['kind'];
    if (!mayAssert[issuer]?.includes(kind)) throw unknownIdentity();
    const text = (claim: string) => (typeof payload[claim] === 'string' ? payload[claim] : undefined);
    const optional = {
      workspaceId: text('wsp'),
      sessionId: text('sid'),
      role: text('role'),
      endUserId: text('eu'),
      address: text('addr'),
    };
    return {
      kind,
      issuer,
      subject: payload.sub ?? '',
      permissions: Array.isArray(payload['perms']) ? payload['perms'].map(String) : [],
      ...(Object.fromEntries(
        Object.entries(optional).filter(([, value]) => value !== undefined),
      ) as Partial<Identity>),
    };
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
