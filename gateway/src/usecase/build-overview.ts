import { type Call } from '@neighbourhood/shared/call/call';
import { toAppError } from '@neighbourhood/shared/errors/app-error';

/** Part reads one service's share of an overview. */
export type Part = (endUserId: string, call: Call) => Promise<unknown>;

/** Overview is everything about one end user; `missing` names the parts that could not be read. */
export interface Overview {
  endUserId: string;
  parts: Record<string, unknown>;
  missing: { part: string; code: string }[];
}

/**
 * createBuildOverview reads all parts at once. Without `partial` the first failure fails the whole; with it,
 * what is missing is named, and only if nothing at all could be read the whole fails.
 */
export function createBuildOverview(parts: Readonly<Record<string, Part>>) {
  return async (
    { endUserId, partial }: { endUserId: string; partial: boolean },
    call: Call,
  ): Promise<Overview> => {
    const names = Object.keys(parts);
    const reads = Object.values(parts).map(read => read(endUserId, call));
    if (!partial) {
      const values = await Promise.all(reads);
      return { endUserId, parts: Object.fromEntries(names.map((name, i) => [name, values[i]])), missing: [] };
    }
    const results = await Promise.allSettled(reads);
    const overview: Overview = { endUserId, parts: {}, missing: [] };
    results.forEach((result, i) => {
      const part = names[i] ?? '';
      if (result.status === 'fulfilled') overview.parts[part] = result.value;
      else overview.missing.push({ part, code: toAppError(result.reason).code });
    });
    const [first] = results;
    if (overview.missing.length === names.length && first?.status === 'rejected') throw first.reason;
    return overview;
  };
}
