import { isLive } from './session.ts';
import type { Session } from './session.ts';

/**
 * RefreshToken is one link of a session's chain. Only hashes are stored: the token itself, and
 * that of its successor, are known to the client alone. `nonce` (set when it is used) lets the
 * service derive the same successor again from the token shown.
 */
export interface RefreshToken {
  readonly hash: string;
  readonly sessionId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt?: Date | undefined;
  readonly nonce?: string | undefined;
  readonly successorHash?: string | undefined;
}

/** Verdict on a refresh token that is shown. */
export type Verdict = 'rotate' | 'repeat' | 'reused' | 'expired' | 'ended';

/**
 * judgeRefresh decides what a shown refresh token earns. A token used less than `graceMs` ago,
 * whose successor nobody has used, is a lost answer or a second tab: the same answer again.
 * Any other used token is in two hands, and its whole family must end.
 */
export function judgeRefresh(
  token: RefreshToken,
  session: Session,
  successor: RefreshToken | undefined,
  now: Date,
  graceMs: number,
): Verdict {
  if (session.endReason === 'token_reused') return 'reused';
  if (session.endedAt !== undefined) return 'ended';
  if (!isLive(session, now)) return 'expired';
  if (token.usedAt !== undefined) {
    const inGrace = now.getTime() - token.usedAt.getTime() < graceMs;
    return inGrace && successor !== undefined && successor.usedAt === undefined ? 'repeat' : 'reused';
  }
  return token.expiresAt > now ? 'rotate' : 'expired';
}
