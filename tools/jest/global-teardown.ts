import { stopAll } from './stops.ts';

/** Stops what globalSetup started. */
export default async function globalTeardown(): Promise<void> {
  await stopAll();
}
