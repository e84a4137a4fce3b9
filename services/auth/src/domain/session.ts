/** EndReason says why a session ended. */
export type EndReason = 'logout' | 'request' | 'token_reused' | 'password_reset';

/** Session is one sign-in of a user on one device; it ends at `expiresAt` at the latest. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
  readonly endedAt?: Date | undefined;
  readonly endReason?: EndReason | undefined;
}

/** Client is where a sign-in comes from, as the gateway saw it; both may be empty. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** isLive tells whether the session still lets its user in. */
export function isLive(session: Session, now: Date): boolean {
  return session.endedAt === undefined && session.expiresAt > now;
}

/** openSession starts one, its client's details cut to what is worth keeping. */
export function openSession(
  id: string,
  userId: string,
  client: Client,
  now: Date,
  maxAgeMs: number,
): Session {
  return {
    id,
    userId,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: new Date(now.getTime() + maxAgeMs),
    address: client.address.slice(0, 64),
    userAgent: client.userAgent.replaceAll(/\p{Cc}/gu, ' ').slice(0, 512),
  };
}
