/** Target says how patient the callers of one service are: `services.<name>` of an app's configuration. */
export interface Target {
  /** Milliseconds that a call may take, its repeats included, unless it says otherwise itself. */
  timeout: number;
  /** How often a method is sent at most, if its proto says that it may be repeated. */
  attempts: number;
  /** Calls at hand at the same time; one more is refused at once. */
  maxCalls: number;
  /** Calls in a row that did not reach the service, after which none is sent until it answers again. */
  failures: number;
  /** Milliseconds for which nothing is heard of a call at hand, nor of others, until the service's health is asked. */
  silence: number;
}

/** usualTarget is what holds where the configuration says nothing. */
export const usualTarget: Target = {
  timeout: 10_000,
  attempts: 4,
  maxCalls: 500,
  failures: 5,
  silence: 3_000,
};
