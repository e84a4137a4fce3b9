import { createBatch } from '@neighbourhood/shared/database/batch';
import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { compareVersions } from '../domain/semantic-version.ts';
import { type Workflow, type WorkflowRepository, type WorkflowVersion } from '../domain/workflow.ts';
import { deleteSchedule, putSchedule } from './postgres-schedules.ts';
import { toWorkflow, type WorkflowRow } from './rows.ts';

const joined = `SELECT w.id, w.workspace_id, w.namespace, w.name, v.version, v.hash, v.format, v.source, v.document,
    w.created_at, v.created_at AS updated_at
  FROM workflows w JOIN workflow_versions v ON v.workflow_id = w.id`;

/** createPostgresWorkflows keeps definitions in the service's own database. */
export function createPostgresWorkflows(pool: Pool): WorkflowRepository {
  async function one(condition: string, values: unknown[]): Promise<Workflow | undefined> {
    const { rows } = await pool.query<WorkflowRow>(`${joined} WHERE ${condition}`, values);
    return rows.map(toWorkflow)[0];
  }

  const pinned = createPinned();
  const newest = createNewest(pool);

  async function findPinned(workspaceId: string, id: string, version: string): Promise<Workflow | undefined> {
    const key = `${workspaceId} ${id} ${version}`;
    const known = pinned.get(key);
    if (known) return known;
    const found = await one('w.workspace_id = $1 AND w.id = $2 AND v.version = $3', [
      workspaceId,
      id,
      version,
    ]);
    if (found) pinned.keep(key, found);
    return found;
  }

  return {
    async add(workspaceId, version) {
      const id = await withTransaction(pool, client => addVersion(client, workspaceId, version));
      const added = await one('w.id = $1 AND v.version = $2', [id, version.version]);
      if (!added) throw new Error('a version was added and is not there');
      return added;
    },

    async find(workspaceId, id, version) {
      const wanted = version ?? (await newest({ workspaceId, id }));
      if (wanted === undefined) return undefined;
      if (version === undefined) return findPinned(workspaceId, id, wanted);
      return one('w.workspace_id = $1 AND w.id = $2 AND w.deleted_at IS NULL AND v.version = $3', [
        workspaceId,
        id,
        version,
      ]);
    },

    findByName: (workspaceId, namespace, name, version) =>
      one(
        `w.workspace_id = $1 AND w.namespace = $2 AND w.name = $3 AND w.deleted_at IS NULL
           AND v.version = coalesce($4, w.newest_version)`,
        [workspaceId, namespace, name, version ?? null],
      ),

    findPinned,

    async list(workspaceId, { namespace }, { limit, before }) {
      const { rows } = await pool.query<WorkflowRow>(
        `${joined} WHERE w.workspace_id = $1 AND w.deleted_at IS NULL AND v.version = w.newest_version
           AND ($2::text IS NULL OR w.namespace = $2) AND ($3::text IS NULL OR w.id < $3)
         ORDER BY w.id DESC LIMIT $4`,
        [workspaceId, namespace ?? null, before ?? null, limit],
      );
      return rows.map(toWorkflow);
    },

    remove: (workspaceId, id) =>
      withTransaction(pool, async client => {
        const { rowCount } = await client.query(
          'UPDATE workflows SET deleted_at = now() WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL',
          [workspaceId, id],
        );
        if (rowCount === 0) return false;
        await deleteSchedule(client, id);
        return true;
      }),
  };
}

/** Characters of documents that are remembered. */
const most = 16 * 1024 * 1024;

/** Versions never change, and every turn of a run asks for its own. */
function createPinned() {
  const known = new Map<string, Workflow>();
  let size = 0;
  return {
    get: (key: string) => known.get(key),
    keep(key: string, workflow: Workflow): void {
      if (size + workflow.source.length > most) {
        known.clear();
        size = 0;
      }
      known.set(key, workflow);
      size += workflow.source.length;
    },
  };
}

/** Which version is the newest may change at any time: each run that starts asks, those of one moment together. */
function createNewest(pool: Pool) {
  return createBatch<Pick<Workflow, 'workspaceId' | 'id'>, string | undefined>({
    async run(wanted) {
      const { rows } = await pool.query<{ id: string; workspace_id: string; newest_version: string }>({
        name: 'newest-version',
        text: 'SELECT id, workspace_id, newest_version FROM workflows WHERE id = ANY($1) AND deleted_at IS NULL',
        values: [[...new Set(wanted.map(({ id }) => id))]],
      });
      return wanted.map(
        ({ workspaceId, id }) =>
          rows.find(row => row.id === id && row.workspace_id === workspaceId)?.newest_version,
      );
    },
  });
}

async function addVersion(client: Queryable, workspaceId: string, added: WorkflowVersion): Promise<string> {
  const { namespace, name, version, hash, format, source, document } = added;
  // Updating nothing locks the row that is there, or waits for whoever is just creating it.
  const { rows } = await client.query<{ id: string; newest_version: string }>(
    `INSERT INTO workflows (id, workspace_id, namespace, name, newest_version, created_at)
     VALUES ($1, $2, $3, $4, $5, now())
     ON CONFLICT (workspace_id, namespace, name) WHERE deleted_at IS NULL
     DO UPDATE SET newest_version = workflows.newest_version
     RETURNING id, newest_version`,
    [newId('wfl'), workspaceId, namespace, name, version],
  );
  const [workflow] = rows;
  if (!workflow) throw new Error('an upsert returned nothing');
  const { rowCount } = await client.query(
    `INSERT INTO workflow_versions (workflow_id, workspace_id, version, hash, format, source, document, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now()) ON CONFLICT DO NOTHING`,
    [workflow.id, workspaceId, version, hash, format, source, JSON.stringify(document)],
  );
  if (rowCount === 0) {
    throw new AppError(
      'alreadyExists',
      'WORKFLOW.EXISTS',
      `There is a version ${version} of ${namespace}/${name} already.`,
      {
        metadata: { workflowId: workflow.id },
      },
    );
  }
  const newer = compareVersions(version, workflow.newest_version);
  if (newer > 0)
    await client.query('UPDATE workflows SET newest_version = $2 WHERE id = $1', [workflow.id, version]);
  // Equal: it is the first.
  if (newer >= 0) await putSchedule(client, { id: workflow.id, workspaceId, version, document });
  return workflow.id;
}
