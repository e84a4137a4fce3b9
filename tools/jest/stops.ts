type Stop = () => Promise<void>;

// Setup and teardown run in the same process, Jest's own.
const stops: Stop[] = [];

/** stopLater notes how to end something that was started. */
export function stopLater(stop: Stop): void {
  stops.unshift(stop);
}

/** stopAll ends everything noted, the last first, once. */
export async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0)) await stop();
}
