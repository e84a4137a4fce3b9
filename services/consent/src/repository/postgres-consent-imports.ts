import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { Known, Stored } from '@neighbourhood/shared/import/entity';
import type { Consent } from '../domain/consent.ts';
import type { ImportedConsent } from '../usecase/import-consent.ts';
import type { ConsentRow } from './rows.ts';

type ImportRow = ConsentRow & {
  legacy_id: string;
  /** As it was granted, by the ledger: a newer consent may have taken purposes over since. */
  granted: Pick<Consent, 'purposes' | 'scopes'>;
  changed: boolean;
};

/**
 * readImportedConsents reads consents in the form in which they were imported. What the ledger has of them without the
 * mark of an import happened here since.
 */
export async function readImportedConsents(
  db: Queryable,
  known: readonly Known[],
): Promise<Map<string, Stored<ImportedConsent>>> {
  const { rows } = await db.query<ImportRow>(
    `SELECT c.*, i.legacy_id,
       (SELECT details FROM ledger l WHERE l.workspace_id = c.workspace_id AND l.consent_id = c.id
          AND l.action = 'granted') AS granted,
       EXISTS (SELECT FROM ledger l WHERE l.workspace_id = c.workspace_id AND l.consent_id = c.id
          AND NOT l.details ? 'imported') AS changed
     FROM consents c JOIN imported i ON i.entity = 'consents' AND i.id = c.id
     WHERE c.id = ANY ($1)`,
    [known.map(({ id }) => id)],
  );
  return new Map(rows.map(row => [row.id, { row: rowOf(row), changed: row.changed }]));
}

function rowOf(row: ImportRow): ImportedConsent {
  const revoked = row.end_cause === 'revoked';
  return {
    legacyId: row.legacy_id,
    workspace: row.workspace_id,
    endUserId: row.end_user_id,
    provider: row.provider,
    purposes: row.granted.purposes,
    scopes: row.granted.scopes,
    grantedAt: row.granted_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: revoked ? row.ended_at?.toISOString() : undefined,
    revokeReason: revoked ? (row.end_reason ?? undefined) : undefined,
    notice: row.notice ?? undefined,
    evidence: row.evidence ?? undefined,
    grantedBy: row.granted_by,
  };
}
