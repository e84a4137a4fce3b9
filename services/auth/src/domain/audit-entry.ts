/** AuditEntry records one change of a workspace, its members or its keys; `detail` never holds secrets. */
export interface AuditEntry {
  readonly id: string;
  readonly workspaceId: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  /** What happened, as `member.role_changed`. */
  readonly action: string;
  readonly targetId: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}
