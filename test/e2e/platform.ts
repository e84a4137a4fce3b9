import { createRest, type Rest } from '../journey/rest.ts';

/** platform is the running platform, as tools/jest/e2e-setup.ts or BASE_URL tells. */
export function platform(): Rest {
  const baseUrl = process.env['BASE_URL'];
  if (!baseUrl) throw new Error('No platform: run make test-e2e');
  return createRest(baseUrl);
}
