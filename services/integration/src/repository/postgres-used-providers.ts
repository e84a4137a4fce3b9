import type { Pool } from '@neighbourhood/shared/database/pool';

/** usedProviders are the providers to which somebody is connected, in whatever workspace. */
export async function usedProviders(pool: Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ provider: string }>(
    "SELECT DISTINCT provider FROM connections WHERE status = 'active'",
  );
  return new Set(rows.map(({ provider }) => provider));
}
