import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { type Json, type Notice, statusOf } from '../domain/consent.ts';
import type { Change } from '../domain/consent-store.ts';
import { revokedEvent } from '../domain/events.ts';
import { endedFact } from '../domain/facts.ts';
import type { Terms } from '../domain/grant-consent.ts';
import { imported, importActor, type PastGrant, recordPast } from '../domain/past-consent.ts';
import { type Purpose, requireKnown, withBuiltIn } from '../domain/purpose.ts';

/** ImportedConsent is a consent as an earlier system had it. */
export interface ImportedConsent {
  readonly legacyId: string;
  /** `wsp_…` */
  readonly workspace: string;
  readonly endUserId: string;
  readonly provider: string;
  readonly purposes: readonly string[];
  readonly scopes: readonly string[];
  readonly grantedAt: string;
  readonly expiresAt: string;
  readonly revokedAt?: string | undefined;
  readonly revokeReason?: string | undefined;
  readonly notice?: Notice | undefined;
  readonly evidence?: Json | undefined;
  readonly grantedBy: string;
}

const refused = (fields: readonly FieldError[]) =>
  new AppError('invalidArgument', 'REQUEST.INVALID', 'The consent cannot be imported as it is.', { fields });

function pastOf(id: string, row: ImportedConsent): PastGrant {
  const { workspace, endUserId, provider, purposes, scopes, grantedBy, notice, evidence } = row;
  return {
    id,
    workspaceId: workspace,
    endUserId,
    provider,
    purposes,
    scopes,
    grantedBy,
    grantedAt: new Date(row.grantedAt),
    expiresAt: new Date(row.expiresAt),
    ...(notice ? { notice } : {}),
    ...(evidence ? { evidence } : {}),
    ...(row.revokedAt === undefined ? {} : { revokedAt: new Date(row.revokedAt) }),
    ...(row.revokeReason === undefined ? {} : { revokeReason: row.revokeReason }),
  };
}

/** Fields in which two rows of one consent differ, besides its end. */
function otherThanEnd(row: ImportedConsent, before: ImportedConsent): FieldError[] {
  const names = Object.keys(row) as (keyof ImportedConsent)[];
  return names
    .filter(name => name !== 'revokedAt' && name !== 'revokeReason')
    .filter(name => JSON.stringify(row[name]) !== JSON.stringify(before[name]))
    .map(path => ({ path, message: 'is another than that of the first import' }));
}

/**
 * createImportConsent records consents that were given elsewhere, at their own times: what is past is told to nobody.
 * Of a consent that is known, only a withdrawal counts, which is carried out and told like any other.
 */
export function createImportConsent(deps: {
  terms: Terms;
  /** The transaction's view of one workspace. */
  change: (workspaceId: string) => Promise<Change>;
  purposes: (workspaceId: string) => Promise<readonly Purpose[]>;
}) {
  const { terms } = deps;
  return {
    async create(row: ImportedConsent, now: Date): Promise<string> {
      // A reason that is nobody's would be lost.
      if (row.revokeReason !== undefined && row.revokedAt === undefined)
        throw refused([{ path: 'revokeReason', message: 'has no place without revokedAt' }]);
      const id = derivedId('cns', [row.workspace, row.legacyId], new Date(row.grantedAt));
      requireKnown(row.purposes, withBuiltIn(await deps.purposes(row.workspace)));
      const change = await deps.change(row.workspace);
      const past = pastOf(id, row);
      // Only a consent that can be one at all is asked about.
      const holders = await change.holders({ ...past, salt: '' });
      const { consent, decides, superseded, facts } = recordPast(past, holders, terms, now);
      for (const older of superseded) await change.update(older);
      await change.add(consent, decides);
      if (consent.end) await change.update(consent);
      for (const fact of facts) await change.record(fact);
      return id;
    },

    async update(
      id: string,
      row: ImportedConsent,
      before: { row: ImportedConsent; changed: boolean },
      now: Date,
    ): Promise<'updated' | 'kept'> {
      const withdrawn = row.revokedAt !== undefined && before.row.revokedAt === undefined;
      if (!withdrawn && before.changed) return 'kept';
      const fields = otherThanEnd(row, before.row);
      if (fields.length > 0) throw refused(fields);
      const at = new Date(row.revokedAt ?? Number.NaN);
      if (!withdrawn)
        throw refused([{ path: 'revokedAt', message: 'is another than that of the first import' }]);
      if (at < new Date(row.grantedAt) || at > now)
        throw refused([{ path: 'revokedAt', message: 'must lie between grantedAt and now' }]);
      const change = await deps.change(row.workspace);
      const consent = await change.find(id);
      if (!consent || consent.end?.cause === 'revoked') return 'kept';
      const end = {
        cause: 'revoked',
        at,
        ...(row.revokeReason ? { reason: row.revokeReason } : {}),
      } as const;
      await change.update({ ...consent, end });
      await change.record(imported(endedFact(consent, end, importActor), now));
      if (statusOf(consent, now) === 'active') await change.announce(revokedEvent(consent, end));
      return 'updated';
    },
  };
}
