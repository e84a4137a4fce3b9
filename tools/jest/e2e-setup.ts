import { startPlatform } from './platform.ts';
import { stopAll, stopLater } from './stops.ts';

/** Starts a whole platform of the suite's own; with BASE_URL the suite talks to one that runs already. */
export default async function globalSetup(): Promise<void> {
  if (process.env['BASE_URL']) return;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopAll().finally(() => process.exit(1)));
  }
  const platform = await startPlatform();
  stopLater(() => platform.stop());
  process.env['BASE_URL'] = platform.baseUrl;
  process.env['NH_TEST_PLATFORM'] = JSON.stringify(platform.env);
}
