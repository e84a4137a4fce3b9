import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { type Pool, type Queryable, withTransaction } from '@neighbourhood/shared/database/pool';
import { newEvent, topics } from '@neighbourhood/shared/events/cloud-event';
import type { Outbox, Repositories, Store } from '../domain/repositories.ts';
import { createPostgresApiKeys } from './postgres-api-keys.ts';
import { createPostgresAudit } from './postgres-audit.ts';
import { createPostgresLoginAttempts } from './postgres-login-attempts.ts';
import { createPostgresMembers } from './postgres-members.ts';
import { createPostgresSessions } from './postgres-sessions.ts';
import { createPostgresUsers } from './postgres-users.ts';
import { createPostgresWorkspaces } from './postgres-workspaces.ts';

/** createPostgresStore keeps everything of auth in one PostgreSQL database. */
export function createPostgresStore(pool: Pool): Store {
  return {
    ...repositoriesOn(pool),
    transaction: work => withTransaction(pool, client => work(repositoriesOn(client))),
  };
}

function repositoriesOn(db: Queryable): Repositories {
  return {
    users: createPostgresUsers(db),
    sessions: createPostgresSessions(db),
    workspaces: createPostgresWorkspaces(db),
    members: createPostgresMembers(db),
    apiKeys: createPostgresApiKeys(db),
    attempts: createPostgresLoginAttempts(db),
    audit: createPostgresAudit(db),
    outbox: createPostgresOutbox(db),
  };
}

function createPostgresOutbox(db: Queryable): Outbox {
  return {
    async add(event) {
      await addToOutbox(db, topics.auth, newEvent({ ...event, source: '/neighbourhood/auth' }));
    },
  };
}
