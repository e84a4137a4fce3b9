import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

/** Stats counts what reached the sandbox since it started; tests read it to prove how often they were called. */
export interface Stats {
  /** Token requests by grant type, successful and refused. */
  token: Record<string, { succeeded: number; failed: number }>;
  /** Revocations of a token. */
  revocations: number;
  /** Requests to the API, by `METHOD path`. */
  api: Record<string, number>;
}

/** createStats counts token requests by listening to the server's own events; the API reports to `countApi`. */
export function createStats(server: Provider) {
  const stats: Stats = { token: {}, revocations: 0, api: {} };

  function countToken(ctx: KoaContextWithOIDC, outcome: 'succeeded' | 'failed'): void {
    const type = ctx.oidc.params?.['grant_type'];
    const counts = (stats.token[typeof type === 'string' ? type : 'unknown'] ??= { succeeded: 0, failed: 0 });
    counts[outcome] += 1;
  }

  server.on('grant.success', ctx => {
    countToken(ctx, 'succeeded');
  });
  server.on('grant.error', ctx => {
    countToken(ctx, 'failed');
  });

  return {
    read: (): Stats => structuredClone(stats),
    countRevocation(): void {
      stats.revocations += 1;
    },
    countApi(method: string, path: string): void {
      const key = `${method} ${path}`;
      stats.api[key] = (stats.api[key] ?? 0) + 1;
    },
  };
}
