import { type Page } from '../workflow.ts';
import { type Hook, type HeldSecret } from './hook.ts';

/** HookRepository keeps hooks. */
export interface HookRepository {
  /** False when the workspace has a hook with this path. */
  insert(hook: Hook): Promise<boolean>;
  count(workspaceId: string): Promise<number>;
  find(workspaceId: string, id: string): Promise<Hook | undefined>;
  byPath(workspaceId: string, path: string): Promise<Hook | undefined>;
  /** Newest first. */
  list(workspaceId: string, page: Page): Promise<Hook[]>;
  /** Stores tokens and secrets; false when the hook was changed since `before`, or is gone. */
  replace(hook: Hook, before: Date): Promise<boolean>;
  /** False when there was none. */
  delete(workspaceId: string, id: string): Promise<boolean>;
  /** Hooks of all workspaces after an id, in the order of ids. */
  everywhere(after: string | undefined, limit: number): Promise<Hook[]>;
  /** Stores secrets that were only sealed anew; false when others are there by now. */
  reseal(hook: Hook, secrets: HeldSecret[]): Promise<boolean>;
}
