import type { RateLimit } from './provider.ts';

/** Share of a connection's limit at its provider that checks may take. */
const share = 0.1;

/** checkEverySeconds is how often a connection is asked about: as told, or less often where its limit is small. */
export function checkEverySeconds(
  { requests, perSeconds }: Pick<RateLimit, 'requests' | 'perSeconds'>,
  wanted: number,
): number {
  return Math.max(wanted, Math.ceil(perSeconds / (requests * share)));
}
