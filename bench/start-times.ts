import { removeData, startPlatform, stopPlatform } from './platform.ts';

/** StartTimes are milliseconds from `make up` to all ready. */
export interface StartTimes {
  cold: number[];
  warm: number[];
}

/**
 * measureStarts starts the platform several times and leaves it running. Cold: no data, no secrets, nothing that
 * Node compiled earlier. Warm: all that is there. Packages are installed and the Dapr runtime is built in both.
 */
export async function measureStarts(runs: { cold: number; warm: number }): Promise<StartTimes> {
  const times: StartTimes = { cold: [], warm: [] };
  for (let run = 0; run < runs.cold; run += 1) {
    await removeData();
    times.cold.push(await startPlatform({ NODE_DISABLE_COMPILE_CACHE: '1' }));
  }
  // Once without counting: it fills the compile cache.
  await stopPlatform();
  await startPlatform();
  for (let run = 0; run < runs.warm; run += 1) {
    await stopPlatform();
    times.warm.push(await startPlatform());
  }
  return times;
}
