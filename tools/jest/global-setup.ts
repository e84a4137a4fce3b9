/** Starts what the integration tests need, once for all of them. */
export default async function globalSetup(): Promise<void> {
  await Promise.resolve();
}
