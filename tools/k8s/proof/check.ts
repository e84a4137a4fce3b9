import type { World } from '../../../test/journey/journey.ts';
import type { Place } from './place.ts';

/** Proof is what the checks share. */
export interface Proof {
  place: Place;
  /** A customer with everything that the journey sets up; made by the check that runs it. */
  customer?: World;
  say(line: string): void;
}

/** Check is one thing that is seen on the cluster: it answers what was seen, and fails where it is not so. */
export interface Check {
  name: string;
  run(proof: Proof): Promise<string>;
}

/** must fails with what was wanted. */
export function must(right: boolean, wanted: string): asserts right {
  if (!right) throw new Error(wanted);
}
