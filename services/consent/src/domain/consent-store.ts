import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Consent, Status } from './consent.ts';
import type { Fact } from './ledger.ts';
import type { Standing } from './validity.ts';

/** Filter narrows a list; an absent field does not. */
export interface Filter {
  endUserId?: string;
  provider?: string;
  status?: Status;
}

/** ConsentStore keeps consents. Nothing of another workspace is ever found. */
export interface ConsentStore {
  /** standings answers, freshly and in one indexed query, which consents decide for an end user at a provider. */
  standings(workspaceId: string, endUserId: string, provider: string): Promise<Standing[]>;
  find(workspaceId: string, id: string): Promise<Consent | undefined>;
  /** list returns up to `limit` consents older than the consent `before`, newest first. */
  list(
    workspaceId: string,
    filter: Filter,
    page: { limit: number; before?: string },
    now: Date,
  ): Promise<Consent[]>;
  /** overdue finds consents of any workspace whose time is over, but whose expiry is not on record. */
  overdue(now: Date, limit: number): Promise<Consent[]>;
  /**
   * change runs `work` as one transaction, alone in its workspace: what it saves, records and announces is
   * stored together or not at all. It may wait for others, so it must not call other services.
   */
  change<T>(workspaceId: string, work: (change: Change) => Promise<T>): Promise<T>;
}

/** Change is what a transaction may do within its workspace. */
export interface Change {
  find(id: string): Promise<Consent | undefined>;
  findByIdempotencyKey(grantedBy: string, idempotencyKey: string): Promise<Consent | undefined>;
  /** holders finds the consents that decide for any of the new consent's purposes until it is added. */
  holders(newer: Consent): Promise<Consent[]>;
  /** add stores a new consent, which from now on decides for its purposes, or for those of them that are named. */
  add(consent: Consent, decides?: readonly string[]): Promise<void>;
  /** update stores what may change of a consent: its remaining purposes and its end. */
  update(consent: Consent): Promise<void>;
  /** record appends a fact to the ledger. */
  record(fact: Fact): Promise<void>;
  /** announce sends an event once the change is stored. */
  announce(event: CloudEvent): Promise<void>;
}
