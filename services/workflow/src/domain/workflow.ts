import { type Document } from './document.ts';

/** DocumentFormat is how a document was written. */
export type DocumentFormat = 'json' | 'yaml';

/** WorkflowVersion is one version of a definition; it never changes. */
export interface WorkflowVersion {
  namespace: string;
  name: string;
  /** Semantic version. */
  version: string;
  /** 64 hex digits; see hashOf. */
  hash: string;
  format: DocumentFormat;
  /** The text as it was sent. */
  source: string;
  document: Document;
}

/** Workflow is one version with the definition that it belongs to. */
export interface Workflow extends WorkflowVersion {
  /** `wfl_…`, the same for every version. */
  id: string;
  workspaceId: string;
  /** When the definition was created. */
  createdAt: Date;
  /** When this version was. */
  updatedAt: Date;
}

/** Page asks for a part of a list, newest first; `before` is the last id of the page before. */
export interface Page {
  limit: number;
  before?: string;
}

/** WorkflowRepository keeps definitions. Everything is a workspace's own: of others, nothing is found. */
export interface WorkflowRepository {
  /**
   * Adds a version to the definition of its namespace and name, which is created if need be. Fails with
   * WORKFLOW.EXISTS when there is that version.
   */
  add(workspaceId: string, version: WorkflowVersion): Promise<Workflow>;
  /** The newest version, or the one named; undefined when there is none or the definition was deleted. */
  find(workspaceId: string, id: string, version?: string): Promise<Workflow | undefined>;
  /** The same by namespace and name. */
  findByName(
    workspaceId: string,
    namespace: string,
    name: string,
    version?: string,
  ): Promise<Workflow | undefined>;
  /** The version that a run is pinned to, of a deleted definition too. */
  findPinned(workspaceId: string, id: string, version: string): Promise<Workflow | undefined>;
  /** The newest version of each definition. */
  list(workspaceId: string, filter: { namespace?: string }, page: Page): Promise<Workflow[]>;
  /** False when there was none. */
  remove(workspaceId: string, id: string): Promise<boolean>;
}
