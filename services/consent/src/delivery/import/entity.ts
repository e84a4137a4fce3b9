import type { PoolClient } from '@neighbourhood/shared/database/pool';
import type { ImportEntity } from '@neighbourhood/shared/import/entity';
import { filled, instant, json, legacyId, list, text } from '@neighbourhood/shared/import/fields';
import { workspaceRef } from '@neighbourhood/shared/import/workspace-ref';
import { z } from 'zod';
import type { Change } from '../../domain/consent-store.ts';
import type { Terms } from '../../domain/grant-consent.ts';
import { importActor } from '../../domain/past-consent.ts';
import type { Purpose } from '../../domain/purpose.ts';
import { createPostgresChange, lockWorkspace } from '../../repository/postgres-change.ts';
import { readImportedConsents } from '../../repository/postgres-consent-imports.ts';
import { purposesOn } from '../../repository/postgres-purpose-store.ts';
import { createImportConsent, type ImportedConsent } from '../../usecase/import-consent.ts';

const notice = z.strictObject({ version: text(100), url: text(2048), language: text(64) });

/** consentRow is a row of a file of consents. */
export const consentRow = z.strictObject({
  legacyId: legacyId.meta({ description: 'id of the consent in the old system, once in each workspace' }),
  workspace: workspaceRef.meta({ description: 'the workspace: its legacy id, or `wsp_…` for one made here' }),
  endUserId: text(200).min(1).meta({ description: "the customer's own name for the end user" }),
  provider: text(64).min(1).meta({ description: 'id of the provider' }),
  purposes: list
    .default(['automation'])
    .meta({ description: 'purposes of the workspace; default automation' }),
  scopes: list.meta({ description: 'scopes that were allowed' }),
  grantedAt: instant.meta({ description: 'when the end user agreed' }),
  expiresAt: instant.meta({
    description: 'until when it holds; no consent holds for ever (terms.maximum_duration)',
  }),
  revokedAt: instant.optional().meta({ description: 'when it was withdrawn' }),
  revokeReason: filled(text(500)).meta({ description: 'why' }),
  notice: json(notice)
    .optional()
    .meta({ description: 'the text that was shown: {"version", "url", "language"}' }),
  evidence: json(z.record(z.string(), z.json()))
    .optional()
    .meta({ description: 'how the end user agreed, a JSON object of at most 16 KiB' }),
  grantedBy: text(128).min(1).default(importActor).meta({ description: 'who recorded it; default import' }),
});

/** Remembers what a function gave, for as long as a transaction lasts. */
function once<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return key => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** consents makes the entity; `terms` bound how long a consent may hold. */
export function consents(terms: Terms): ImportEntity<ImportedConsent> {
  return {
    name: 'consents',
    schema: consentRow,
    keyOf: ({ workspace: workspaceId, legacyId: id }) => ({ workspaceId, legacyId: id }),
    stored: readImportedConsents,
    taker(client: PoolClient) {
      const { create, update } = createImportConsent({
        terms,
        change: once<Change>(async id => createPostgresChange(client, id, await lockWorkspace(client, id))),
        purposes: once<readonly Purpose[]>(id => purposesOn(client, id)),
      });
      return {
        create,
        update: (row, before, at, { id }) => update(id, row, before, at),
      };
    },
  };
}
