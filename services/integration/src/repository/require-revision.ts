import type { Queryable } from '@neighbourhood/shared/database/pool';
import { changedMeanwhile } from '../domain/request-errors.ts';

/** requireRevision keeps an own provider's definition as it is until the transaction ends, or fails with CONNECTION.BUSY. */
export async function requireRevision(
  client: Queryable,
  { workspaceId, provider }: { workspaceId: string; provider: string },
  revision: string,
): Promise<void> {
  const { rows } = await client.query(
    'SELECT FROM providers WHERE workspace_id = $1 AND id = $2 AND version = $3 FOR SHARE',
    [workspaceId, provider, revision],
  );
  if (rows.length === 0) throw changedMeanwhile();
}
