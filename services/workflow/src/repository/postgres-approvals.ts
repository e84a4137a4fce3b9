import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import { type ApprovalRepository } from '../domain/approvals/approval-repository.ts';
import { type Approval, decidedEvent } from '../domain/approvals/approval.ts';
import { tenantEnvelope } from '../infrastructure/outbox-events.ts';

interface Row {
  id: string;
  workspace_id: string;
  execution_id: string;
  end_user_id: string | null;
  title: string;
  description: string;
  choices: string[];
  token_hash: string;
  sealed_token: string;
  created_at: Date;
  expires_at: Date;
  decision: string | null;
  comment: string | null;
  decided_at: Date | null;
  run_ended: boolean;
}

interface TokenRow {
  id: string;
  sealed_token: string;
}

function toApproval(row: Row): Approval {
  const { id, title, description, choices, end_user_id: endUserId, decided_at: at } = row;
  return {
    id,
    workspaceId: row.workspace_id,
    executionId: row.execution_id,
    ...(endUserId === null ? {} : { endUserId }),
    title,
    description,
    choices,
    tokenHash: row.token_hash,
    sealedToken: row.sealed_token,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(at === null ? {} : { decided: { decision: row.decision ?? '', comment: row.comment ?? '', at } }),
    runEnded: row.run_ended,
  };
}

const toToken = ({ id, sealed_token: sealedToken }: TokenRow) => ({ id, sealedToken });

async function read(database: Queryable, condition: string, value: string): Promise<Approval | undefined> {
  const { rows } = await database.query<Row>(
    `SELECT a.*, e.ended_at IS NOT NULL AS run_ended FROM approvals a JOIN executions e ON e.id = a.execution_id
     WHERE ${condition}`,
    [value],
  );
  return rows.map(toApproval)[0];
}

/** createPostgresApprovals keeps approvals in the service's own database. */
export function createPostgresApprovals(pool: Pool): ApprovalRepository {
  return {
    async add(approval) {
      await pool.query(
        `INSERT INTO approvals (id, workspace_id, execution_id, end_user_id, title, description, choices, token_hash,
           sealed_token, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`,
        [
          approval.id,
          approval.workspaceId,
          approval.executionId,
          approval.endUserId ?? null,
          approval.title,
          approval.description,
          JSON.stringify(approval.choices),
          approval.tokenHash,
          approval.sealedToken,
          approval.createdAt,
          approval.expiresAt,
        ],
      );
      const stored = await read(pool, 'a.id = $1', approval.id);
      if (!stored) throw new Error('an approval is gone as soon as it was there');
      return stored;
    },

    find: tokenHash => read(pool, 'a.token_hash = $1', tokenHash),

    decide: (tokenHash, decide) =>
      withTransaction(pool, async client => {
        const approval = await read(client, 'a.token_hash = $1 FOR UPDATE OF a', tokenHash);
        if (!approval) return undefined;
        const decided = decide(approval);
        const { decision, comment, at } = decided.decided;
        await client.query(
          'UPDATE approvals SET decision = $2, comment = $3, decided_at = $4 WHERE id = $1',
          [approval.id, decision, comment, at],
        );
        await addToOutbox(client, topics.tenant, tenantEnvelope(approval.workspaceId, decidedEvent(decided)));
        return decided;
      }),

    async tokensOf(executionId) {
      const { rows } = await pool.query<TokenRow>(
        'SELECT id, sealed_token FROM approvals WHERE execution_id = $1',
        [executionId],
      );
      return rows.map(toToken);
    },

    async everywhere(after, limit) {
      const { rows } = await pool.query<TokenRow>(
        'SELECT id, sealed_token FROM approvals WHERE ($1::text IS NULL OR id > $1) ORDER BY id LIMIT $2',
        [after ?? null, limit],
      );
      return rows.map(toToken);
    },

    async reseal(id, sealedToken) {
      await pool.query('UPDATE approvals SET sealed_token = $2 WHERE id = $1', [id, sealedToken]);
    },
  };
}
