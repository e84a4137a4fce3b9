import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { ImportEntity } from '@neighbourhood/shared/import/entity';
import { filled, instant, json, legacyId, list, text } from '@neighbourhood/shared/import/fields';
import { workspaceRef } from '@neighbourhood/shared/import/workspace-ref';
import { z } from 'zod';
import {
  createPostgresImportedConnections,
  readImportedConnections,
} from '../../repository/postgres-connection-imports.ts';
import { createImportConnection, type ImportedConnection } from '../../usecase/import-connection.ts';
import type { CredentialCipher, ProviderCatalogue } from '../../usecase/ports.ts';

const values = z.record(text(200).min(1), text(20_000));
const token = filled(text(20_000).regex(/^[\x21-\x7e]+$/, 'must have visible ASCII characters only'));

/** connectionRow is a row of a file of connections. */
export const connectionRow = z.strictObject({
  legacyId: legacyId.meta({ description: 'id of the connection in the old system, once in each workspace' }),
  workspace: workspaceRef.meta({ description: 'the workspace: its legacy id, or `wsp_…` for one made here' }),
  provider: text(64).min(1).meta({ description: 'id of a provider of the catalogue' }),
  endUserId: text(200).min(1).meta({ description: "the customer's own name for the end user" }),
  accountId: text(500).min(1).meta({ description: 'id of the account at the provider' }),
  accountName: filled(text(500)).meta({ description: 'its name' }),
  scopes: list.default([]).meta({ description: 'scopes that the provider granted' }),
  status: z
    .enum(['active', 'expired', 'needsReauth', 'revoked', 'error'])
    .default('active')
    .meta({ description: 'active (the default), expired, needsReauth, revoked or error' }),
  statusReason: filled(text(500)).meta({ description: 'why it is not active' }),
  params: json(values)
    .default({})
    .meta({ description: 'parameters of the connection, a JSON object of strings' }),
  connectedAt: instant.meta({ description: 'when it was authorised' }),
  accessToken: token.meta({ description: 'OAuth access token; encrypted at once' }),
  refreshToken: token.meta({
    description: 'OAuth refresh token; works only with the OAuth client that it was issued to',
  }),
  expiresAt: instant.optional().meta({ description: 'when the access token ends' }),
  credentials: json(values)
    .optional()
    .meta({ description: 'the fields of a key, for providers without OAuth' }),
});

/** connections makes the entity; a cipher works on the connection or pool that it is given. */
export function connections(
  catalogue: ProviderCatalogue,
  cipherOn: (db: Queryable) => CredentialCipher,
): ImportEntity<ImportedConnection> {
  return {
    name: 'connections',
    schema: connectionRow,
    keyOf: ({ workspace: workspaceId, legacyId: id }) => ({ workspaceId, legacyId: id }),
    stored: (db, known) => readImportedConnections(db, cipherOn(db), known),
    taker(client) {
      const { create, update } = createImportConnection({
        catalogue,
        cipher: cipherOn(client),
        connections: createPostgresImportedConnections(client),
      });
      return {
        create,
        update: (row, before, at, { id }) => update(id, row, before, at),
      };
    },
  };
}
