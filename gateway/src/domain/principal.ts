/** Principal is who sent a request, once credentials are checked. */
export interface Principal {
  kind: 'user' | 'apiKey' | 'anonymous';
  /** `usr_…`, `key_…` or ''. */
  subject: string;
  sessionId?: string;
  workspaceId?: string;
  role?: string;
  permissions: readonly string[];
  /** Limit of an API key, where it has one of its own. */
  rateLimitPerHour?: number;
}

/** nobody is the principal of public routes. */
export const nobody: Principal = { kind: 'anonymous', subject: '', permissions: [] };
