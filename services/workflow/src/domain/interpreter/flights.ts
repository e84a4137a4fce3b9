/** Landed is an effect that has ended. */
export interface Landed<T> {
  id: string;
  result?: T;
  problem?: unknown;
}

/** Flights is what is being asked of the world at the same time. */
export interface Flights<T> {
  start(id: string, effect: (signal: AbortSignal) => Promise<T>): void;
  /** Whether it is asked for, or has landed and was not told yet; count likewise. */
  has(id: string): boolean;
  count(): number;
  /** Those that are being asked for. */
  ids(): string[];
  /** Resolves with whatever has landed, when something has or after `ms`; with nothing in the latter case. */
  next(ms?: number): Promise<Landed<T>[]>;
  /** Gives up on one; what it comes to is not told. */
  abort(id: string): void;
  abortAll(): void;
}

/** createFlights keeps track of effects; all are aborted with the signal. */
export function createFlights<T>(signal: AbortSignal): Flights<T> {
  const inAir = new Map<string, AbortController>();
  let landed: Landed<T>[] = [];
  let tell: () => void = () => undefined;

  function land(id: string, controller: AbortController, end: Omit<Landed<T>, 'id'>): void {
    if (inAir.get(id) !== controller) return;
    inAir.delete(id);
    landed.push({ id, ...end });
    tell();
  }

  return {
    start(id, effect) {
      const controller = new AbortController();
      inAir.set(id, controller);
      effect(AbortSignal.any([signal, controller.signal])).then(
        result => land(id, controller, { result }),
        (problem: unknown) => land(id, controller, { problem }),
      );
    },
    has: id => inAir.has(id) || landed.some(each => each.id === id),
    ids: () => [...inAir.keys()],
    count: () => inAir.size + landed.length,
    async next(ms) {
      if (landed.length === 0) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>(resolve => {
          tell = resolve;
          if (ms !== undefined) timer = setTimeout(resolve, ms);
        });
        clearTimeout(timer);
      }
      const all = landed;
      landed = [];
      return all;
    },
    abort(id) {
      const controller = inAir.get(id);
      inAir.delete(id);
      landed = landed.filter(each => each.id !== id);
      controller?.abort();
    },
    abortAll() {
      for (const controller of inAir.values()) controller.abort();
      inAir.clear();
    },
  };
}
