/** Probe tells whether a dependency answers; it never takes longer than a second or two. */
export type Probe = () => Promise<boolean>;

/** Health is what probes ask. */
export interface Health {
  check(): Promise<{ ready: boolean; dependencies: Record<string, 'up' | 'down'> }>;
  /** True from the first time that everything needed was there. */
  started(): Promise<boolean>;
  /** From now on not ready, whatever answers. */
  drain(): void;
}

/** HealthOptions: probes of what nothing works without, and of what only a part needs. */
export interface HealthOptions {
  needed: Readonly<Record<string, Probe>>;
  optional: Readonly<Record<string, Probe>>;
  /** Answers are this long the same, however often probes ask. */
  cacheMs?: number;
  now?: () => number;
}

/** createHealth asks all dependencies at once. */
export function createHealth({ needed, optional, cacheMs = 1_000, now = Date.now }: HealthOptions): Health {
  let draining = false;
  let started = false;
  let last: { at: number; result: Promise<Record<string, 'up' | 'down'>> } | undefined;

  async function ask(): Promise<Record<string, 'up' | 'down'>> {
    const probes = Object.entries({ ...needed, ...optional });
    const states = await Promise.all(
      probes.map(async ([name, probe]) => {
        const up = await probe().catch(() => false);
        return [name, up ? 'up' : 'down'] as const;
      }),
    );
    return Object.fromEntries(states);
  }

  async function check() {
    if (last === undefined || now() - last.at >= cacheMs) last = { at: now(), result: ask() };
    const dependencies = await last.result;
    const complete = Object.keys(needed).every(name => dependencies[name] === 'up');
    started ||= complete;
    return { ready: complete && !draining, dependencies };
  }

  return {
    check,
    async started() {
      if (!started) await check();
      return started;
    },
    drain() {
      draining = true;
    },
  };
}
