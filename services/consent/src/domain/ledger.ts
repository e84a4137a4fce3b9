import { digest } from './digest.ts';
import type { Json } from './consent.ts';

/** Action is what happened to a consent. */
export type Action = 'granted' | 'revoked' | 'expired' | 'superseded';

/** Fact is one thing to be put on record. It holds no personal data of the end user, so that it may stay for ever. */
export interface Fact {
  readonly consentId: string;
  readonly action: Action;
  readonly at: Date;
  /** `usr_…` or `key_…` of whoever did it, `system` for what time did. */
  readonly actor: string;
  readonly details: Json;
}

/** Head is the newest entry's place and hash; an empty ledger stands at seq 0. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Entry is a fact in its workspace's chain: its hash covers all of it, and the hash of the entry before. */
export interface Entry extends Fact, Head {
  readonly workspaceId: string;
  readonly previousHash: string;
}

/** emptyHead is where every workspace's chain begins. */
export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

/** link puts a fact at the end of a chain. */
export function link(workspaceId: string, head: Head, fact: Fact): Entry {
  const entry = { ...fact, workspaceId, seq: head.seq + 1, previousHash: head.hash };
  return { ...entry, hash: hashOf(entry) };
}

/** hashOf computes what an entry's hash has to be: SHA-256 over its canonical JSON (RFC 8785), in hex. */
export function hashOf(entry: Omit<Entry, 'hash'>): string {
  const { workspaceId, seq, consentId, action, at, actor, details, previousHash } = entry;
  return digest({ workspaceId, seq, consentId, action, at: at.toISOString(), actor, details, previousHash });
}

/** Checkpoint is a head that was signed when it was new, so that nobody can rewrite the chain up to it unseen. */
export interface Checkpoint extends Head {
  readonly workspaceId: string;
  readonly at: Date;
  /** Compact JWS over workspace, seq, hash and time. */
  readonly signature: string;
}

/** checkpointContent is what a checkpoint's signature covers. */
export function checkpointContent({ workspaceId, seq, hash, at }: Omit<Checkpoint, 'signature'>): Json {
  return { workspaceId, sequence: seq, head: hash, at: at.toISOString() };
}

/** Chain is one consistent view of a workspace's ledger, as the store holds it. */
export interface Chain {
  entries: AsyncIterable<Entry>;
  head: Head;
  checkpoints: readonly Checkpoint[];
}

/** Verification is the result of walking a chain: how many entries fit, and the seq of the first that does not. */
export interface Verification {
  valid: boolean;
  entries: number;
  firstBadEntry?: number;
  head: Head;
}

/**
 * verify walks a chain from its start to its head. `anchors` are the hashes that genuine checkpoints vouch for, by
 * seq; entries that are missing before the head or an anchor are bad ones.
 */
export async function verify(
  { entries, head }: Pick<Chain, 'entries' | 'head'>,
  anchors: ReadonlyMap<number, string>,
): Promise<Verification> {
  let last = emptyHead;
  const bad = (seq: number): Verification => ({ valid: false, entries: seq - 1, firstBadEntry: seq, head });
  for await (const entry of entries) {
    const linked =
      entry.seq === last.seq + 1 && entry.previousHash === last.hash && entry.hash === hashOf(entry);
    const vouched = (anchors.get(entry.seq) ?? entry.hash) === entry.hash;
    if (!linked || !vouched) return bad(last.seq + 1);
    last = entry;
  }
  if (last.seq < Math.max(head.seq, ...anchors.keys())) return bad(last.seq + 1);
  if (last.seq > head.seq) return bad(head.seq + 1);
  if (last.hash !== head.hash) return bad(last.seq);
  return { valid: true, entries: last.seq, head };
}
