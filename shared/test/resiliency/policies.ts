import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { DaprResource } from '../../testing/daprd.ts';

/** policies are those that the platform runs with. */
export const policies = parse(
  readFileSync(new URL('../../../components/common/resiliency.yaml', import.meta.url), 'utf8'),
) as DaprResource;
