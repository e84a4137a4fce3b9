import { type RotatingSecret } from '@neighbourhood/shared/process/rotating-secret';
import { z } from 'zod';
import { type Json } from '../domain/json.ts';

const schema = z.record(z.string(), z.record(z.string(), z.json()));

/** WorkspaceSecrets are what workflows read as `$secrets`: workspace → name → value. */
export type WorkspaceSecrets = z.output<typeof schema>;

/** readWorkspaceSecrets reads the secret `workflow-secrets`. Throws without quoting it. */
export function readWorkspaceSecrets(value: unknown): WorkspaceSecrets {
  const { data } = schema.safeParse(value);
  if (!data) throw new Error('workflow-secrets must be an object of workspaces, each an object of secrets');
  return data;
}

/** createWorkspaceSecrets looks secrets up as they are now; nobody sees those of another workspace. */
export function createWorkspaceSecrets(secrets: Pick<RotatingSecret<WorkspaceSecrets>, 'current'>) {
  return async (workspaceId: string, name: string): Promise<Json | undefined> => {
    const { current } = secrets;
    const own = Object.hasOwn(current, workspaceId) ? current[workspaceId] : undefined;
    return own && Object.hasOwn(own, name) ? own[name] : undefined;
  };
}
