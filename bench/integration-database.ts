import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWrapping, type WrappingKeys } from '../services/integration/src/infrastructure/wrapping.ts';
import { createPool } from '../shared/database/pool.ts';
import { silentLog } from '../shared/testing/fake-call.ts';
import { state } from './platform.ts';

/** integrationDatabase opens the database of the benchmarks' platform, with the keys that open what is in it. */
export function integrationDatabase() {
  const secrets = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')) as Record<string, string>;
  const url = secrets['integration-database'] ?? '';
  const wrappingKeys = JSON.parse(secrets['integration-wrapping-keys'] ?? '{}') as WrappingKeys;
  const wrapping = { current: createWrapping(wrappingKeys), refresh: () => Promise.resolve() };
  return {
    url,
    wrappingKeys,
    wrapping,
    pool: createPool({ connectionString: url, max: 20, log: silentLog }),
  };
}
