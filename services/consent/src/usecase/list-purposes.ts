import type { Call } from '@neighbourhood/shared/call/call';
import { type Purpose, withBuiltIn } from '../domain/purpose.ts';
import type { PurposeStore } from '../domain/purpose-store.ts';
import { requireReader } from './access.ts';

/** createListPurposes lists what consents of the workspace may be for, the built-in purpose first. */
export function createListPurposes({ purposes }: { purposes: PurposeStore }) {
  return async (call: Call): Promise<Purpose[]> => withBuiltIn(await purposes.own(requireReader(call)));
}
