import { stopProcess } from '../process/stop.ts';
import { roles } from './record.ts';
import type { PlatformProcess } from './record.ts';

/** stopAll ends processes in order: apps drain while their sidecars live, stores go last. */
export async function stopAll(processes: readonly PlatformProcess[]): Promise<void> {
  for (const role of roles) {
    await Promise.all(
      processes.filter(process => process.role === role).map(process => stopProcess(process)),
    );
  }
}
