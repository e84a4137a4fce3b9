/** BatchOptions of createBatch. */
export interface BatchOptions<Op, Result> {
  /** Does several at once, all or none, and answers in their order. */
  run(ops: readonly Op[]): Promise<readonly Result[]>;
  /** Of two operations with the same key, the later waits for the earlier. Absent where they do not touch each other. */
  keyOf?(op: Op): string;
  /** Operations of one statement at the most; default 100. */
  most?: number;
  /** A statement that takes longer, as one that waits for a lock, does not hold up those after it; default 50 ms. */
  patienceMs?: number;
}

interface Entry<Op, Result> {
  op: Op;
  key: string | undefined;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Statements of one batch at the same time. */
const lanes = 4;

/**
 * createBatch gathers what comes in while an earlier statement is under way into the next: nothing waits when nothing is
 * under way, and many at a time share one round trip and one commit. What PostgreSQL refuses together is tried one by
 * one, so that nobody fails for what another asked.
 */
export function createBatch<Op, Result>({
  run,
  keyOf,
  most = 100,
  patienceMs = 50,
}: BatchOptions<Op, Result>): (op: Op) => Promise<Result> {
  let queue: Entry<Op, Result>[] = [];
  const busy = new Set<string>();
  let active = 0;
  let patient = 0;
  let planned = false;

  function take(): Entry<Op, Result>[] {
    const taken: Entry<Op, Result>[] = [];
    const left: Entry<Op, Result>[] = [];
    for (const entry of queue) {
      if (taken.length === most || (entry.key !== undefined && busy.has(entry.key))) {
        left.push(entry);
        continue;
      }
      if (entry.key !== undefined) busy.add(entry.key);
      taken.push(entry);
    }
    queue = left;
    return taken;
  }

  async function carryOut(entries: readonly Entry<Op, Result>[]): Promise<void> {
    try {
      const results = await run(entries.map(({ op }) => op));
      for (const [index, entry] of entries.entries()) entry.resolve(results[index] as Result);
    } catch (error) {
      if (entries.length > 1 && wasRefused(error)) {
        await Promise.all(entries.map(entry => carryOut([entry])));
        return;
      }
      for (const entry of entries) entry.reject(error);
    }
  }

  function flush(): void {
    planned = false;
    if (queue.length === 0 || patient > 0 || active >= lanes) return;
    const entries = take();
    if (entries.length === 0) return;
    active++;
    patient++;
    let hurried = false;
    const hurry = () => {
      if (hurried) return;
      hurried = true;
      patient--;
    };
    const timer = setTimeout(() => {
      hurry();
      flush();
    }, patienceMs);
    void carryOut(entries).then(() => {
      clearTimeout(timer);
      hurry();
      active--;
      for (const { key } of entries) if (key !== undefined) busy.delete(key);
      plan();
    });
  }

  function plan(): void {
    if (planned) return;
    planned = true;
    setImmediate(flush);
  }

  return op =>
    new Promise((resolve, reject) => {
      queue.push({ op, key: keyOf?.(op), resolve, reject });
      plan();
    });
}

/** The server rolled the statement back and the connection goes on: nothing of it was done. */
function wasRefused(error: unknown): boolean {
  return (error as { severity?: unknown } | undefined)?.severity === 'ERROR';
}
