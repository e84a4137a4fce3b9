import type { Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { createEnvelopeCipher } from '../services/integration/src/infrastructure/envelope-cipher.ts';
import { rotateDataKeys } from '../services/integration/src/infrastructure/rotate-data-keys.ts';
import { createPostgresConnections } from '../services/integration/src/repository/postgres-connections.ts';
import {
  createPostgresDataKeys,
  rememberedKeys,
} from '../services/integration/src/repository/postgres-data-keys.ts';
import { createPostgresRotatedKeys } from '../services/integration/src/repository/postgres-rotated-keys.ts';
import type { Connections } from '../services/integration/src/usecase/ports.ts';
import { act, callIn, createTestApp, newWorkspace } from '../services/integration/test/harness.ts';
import { connectAt, rotatingDeps } from '../services/integration/test/rotating-harness.ts';
import { startRotatingProvider } from '../services/integration/test/rotating-provider.ts';
import type { Pool } from '../shared/database/pool.ts';
import { newId } from '../shared/ids/typed-id.ts';
import { silentLog } from '../shared/testing/fake-call.ts';
import { integrationDatabase } from './integration-database.ts';

/** KeyRotation is what an exchange of all data keys took, and what became of the calls meanwhile. */
export interface KeyRotation {
  tokens: number;
  workspaces: number;
  seconds: number;
  calls: number;
  failedCalls: number;
  notResealed: number;
}

const workspaces = 1_000;
const callers = 20;

/** measureKeyRotation exchanges the data keys of 1,000 workspaces with so many tokens, while connections act. */
export async function measureKeyRotation(tokens: number): Promise<KeyRotation> {
  const { pool, wrapping } = integrationDatabase();
  const provider = await startRotatingProvider();
  const cipher = createEnvelopeCipher(createPostgresDataKeys(pool), wrapping);
  await fill(pool, createEnvelopeCipher(rememberedKeys(createPostgresDataKeys(pool)), wrapping), tokens);
  const { app, close } = await createTestApp({} as Sandbox, {
    ...rotatingDeps(provider),
    connections: createPostgresConnections(pool) satisfies Connections,
    cipher,
  });
  const call = callIn(newWorkspace());
  const made = await Promise.all(
    Array.from({ length: callers }, (_, index) => connectAt(app, call, `account-${index}`)),
  );
  let [calls, failedCalls, going] = [0, 0, true];
  const traffic = Promise.all(
    made.map(async ({ id }) => {
      while (going) {
        calls += 1;
        await app.executeAction(act(id, 'act'), call).catch(() => (failedCalls += 1));
      }
    }),
  );
  const began = performance.now();
  const keys = createPostgresRotatedKeys(pool, wrapping);
  const { failed } = await rotateDataKeys({ keys, wrapping, log: silentLog }, 0);
  const seconds = (performance.now() - began) / 1_000;
  going = false;
  await traffic;
  await Promise.all([close(), provider.stop(), pool.end()]);
  return { tokens, workspaces, seconds, calls, failedCalls, notResealed: failed };
}

/** fill writes connections as they are after connecting. */
async function fill(
  pool: Pool,
  cipher: ReturnType<typeof createEnvelopeCipher>,
  tokens: number,
): Promise<void> {
  const text = JSON.stringify({ accessToken: 'a'.repeat(1_000), refreshToken: 'r'.repeat(200) });
  for (let done = 0; done < tokens;) {
    const workspaceId = newWorkspace();
    const ids = Array.from({ length: Math.min(tokens - done, Math.ceil(tokens / workspaces)) }, () =>
      newId('con'),
    );
    const sealed = [];
    for (const id of ids) sealed.push(await cipher.seal(workspaceId, id, text));
    await pool.query(
      `WITH made AS (
         INSERT INTO connections (id, workspace_id, provider, end_user_id, status, scopes, account_id, connected_at)
         SELECT id, $1, 'sandbox', id, 'active', '{}', id, now() FROM unnest($2::text[]) id RETURNING id)
       INSERT INTO tokens (connection_id, workspace_id, data_key_id, ciphertext)
       SELECT s.id, $1, s.key, s.text FROM unnest($2::text[], $3::uuid[], $4::bytea[]) AS s (id, key, text)
         JOIN made ON made.id = s.id`,
      [
        workspaceId,
        ids,
        sealed.map(({ dataKeyId }) => dataKeyId),
        sealed.map(({ ciphertext }) => ciphertext),
      ],
    );
    done += ids.length;
  }
}
