import { type Lease, type RunRepository } from '../domain/execution-repository.ts';

/** LeaseLost says that another process has the run, or a person ended it: stop, and write nothing. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** HeldLease is a lease that is renewed until it is released or lost. */
export interface HeldLease {
  /** Aborted when the lease is lost. */
  signal: AbortSignal;
  /** Passes the answer to a write on, unless it says that the lease is lost: then throws LeaseLost. */
  kept(answer: 'go' | 'hold' | 'lost'): 'go' | 'hold';
  release(): void;
}

/** holdLease renews a lease three times in its life. A failure to renew is no loss yet: the next may succeed. */
export function holdLease(runs: Pick<RunRepository, 'renew'>, lease: Lease, leaseMs: number): HeldLease {
  const controller = new AbortController();
  const timer = setInterval(() => {
    void runs.renew(lease, leaseMs).then(
      kept => {
        if (!kept) controller.abort(new LeaseLost());
      },
      () => undefined,
    );
  }, leaseMs / 3);
  return {
    signal: controller.signal,
    kept(answer) {
      if (answer !== 'lost') return answer;
      controller.abort(new LeaseLost());
      throw new LeaseLost();
    },
    release: () => clearInterval(timer),
  };
}
