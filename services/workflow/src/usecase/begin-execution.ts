import { type Log } from '@neighbourhood/shared/call/call';
import { type Execution } from '../domain/execution.ts';
import { type PlaceRepository } from '../domain/place-repository.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock } from './ports.ts';

/** AtWorkLimits is how many runs of a workspace may be at work at the same time, in all processes together. */
export interface AtWorkLimits {
  /** 0 for any number. */
  atWork: number;
}

type Run = Pick<Execution, 'id' | 'workspaceId' | 'parentId'>;

interface Deps {
  places: PlaceRepository;
  drive: Drive;
  limits: AtWorkLimits;
  owner: string;
  /** What a process holds is free when it was silent for so long. */
  leaseMs: number;
  now: Clock;
  log: Log;
}

/**
 * Beginner lets runs begin, as many of a workspace at the same time as it may have at work; further ones stay pending,
 * and begin in the order in which they were accepted. Runs that wait are not at work; those that wake go on at once, and
 * so do runs that others started and wait for.
 */
export interface Beginner {
  /** Begins a new run, or lets it wait for a place: false then. */
  begin(run: Run): Promise<boolean>;
  /** A run is at work here, however it came to that. */
  enter(run: Run): void;
  /** A turn of a run is over here; unless there is more to do at once, it is not at work any more. */
  leave(executionId: string, more: boolean): void;
  /** Keeps what is needed and begins what waits; to be called again and again, well within the lease. */
  tend(): Promise<void>;
  /** Gives the places back. */
  stop(): Promise<void>;
}

/** What this process knows of a workspace. */
interface Local {
  held: number;
  /** Counts what changed `held`. */
  draws: number;
  /** With the time at which a turn was over that had more to do: another process may have gone on. */
  atWork: Map<string, Date | undefined>;
  /** Most at work since it was last tended. */
  peak: number;
  /** New runs for which it has to be found out whether there is a place. */
  arrivals: { id: string; answer: (begun: boolean) => void }[];
  /** Runs wait, in whatever process's name: new ones come after them. */
  queue: boolean;
  settling?: Promise<void> | undefined;
}

/** For what waited when the limit was taken away. */
const unlimited = 1_000_000_000;
/** Places are drawn so many at a time, so that most runs begin without a statement. */
const fewest = 8;

/** A run with more to do goes on sooner than that. */
const pauseMs = 10_000;

/** createBeginner makes it. */
export function createBeginner({ places, drive, limits, owner, leaseMs, now, log }: Deps): Beginner {
  const workspaces = new Map<string, Local>();
  const workspaceOf = new Map<string, string>();
  let stopped = false;

  function localOf(workspaceId: string): Local {
    let local = workspaces.get(workspaceId);
    if (!local) {
      local = { held: 0, draws: 0, atWork: new Map(), peak: 0, arrivals: [], queue: false };
      workspaces.set(workspaceId, local);
    }
    return local;
  }

  function enter(workspaceId: string, local: Local, id: string): void {
    local.atWork.set(id, undefined);
    local.peak = Math.max(local.peak, local.atWork.size);
    workspaceOf.set(id, workspaceId);
  }

  function start(workspaceId: string, local: Local, id: string): void {
    enter(workspaceId, local, id);
    drive(id);
  }

  const free = ({ held, atWork }: Local) => held - atWork.size;

  async function draw(workspaceId: string, local: Local, wanted: number): Promise<void> {
    local.held = await places.draw(owner, workspaceId, wanted, limits.atWork || unlimited, leaseMs);
    local.draws++;
  }

  /** Runs that arrived get a place or wait; runs that waited come before them. */
  async function settle(workspaceId: string, local: Local): Promise<void> {
    for (;;) {
      const missing = local.arrivals.length - free(local);
      if (missing > 0 || (local.queue && free(local) <= 0))
        await draw(workspaceId, local, Math.max(missing, local.held, fewest));
      const lucky = local.queue ? [] : local.arrivals.splice(0, Math.max(0, free(local)));
      for (const { id, answer } of lucky) {
        start(workspaceId, local, id);
        answer(true);
      }
      if (local.arrivals.length > 0) {
        const waits = local.arrivals.splice(0);
        local.queue = true;
        try {
          await places.queue(waits.map(({ id }) => id));
        } finally {
          for (const { answer } of waits) answer(false);
        }
      }
      if (!local.queue || free(local) <= 0) return;
      const wanted = free(local);
      const taken = await places.take(workspaceId, wanted);
      for (const id of taken) start(workspaceId, local, id);
      if (taken.length < wanted) local.queue = false;
      if (local.arrivals.length === 0 && !local.queue) return;
    }
  }

  /** One at a time; what cannot be done now is found again by reconcileEngine, or when it is tended. */
  function alone(workspaceId: string, local: Local, work = settle): Promise<void> {
    if (local.settling) return local.settling;
    let failed = false;
    local.settling = work(workspaceId, local)
      .catch((err: unknown) => {
        failed = true;
        log.warn({ err, workspaceId }, 'runs could not be begun; they will be, later');
        for (const { answer } of local.arrivals.splice(0)) answer(false);
      })
      .finally(() => {
        local.settling = undefined;
        // What came too late to be seen.
        if (!failed && (local.arrivals.length > 0 || (local.queue && free(local) > 0 && !stopped)))
          void alone(workspaceId, local);
      });
    return local.settling;
  }

  /** Places that were not needed lately are somebody else's; what is at work without one gets it when there is one. */
  async function adjust(workspaceId: string, local: Local): Promise<void> {
    for (const [id, pausedAt] of local.atWork)
      if (pausedAt && now().getTime() - pausedAt.getTime() > pauseMs) forget(local, id);
    const { peak } = local;
    local.peak = local.atWork.size;
    if (local.queue) return settle(workspaceId, local);
    if (free(local) < 0) return draw(workspaceId, local, -free(local));
    if (peak < local.held) {
      local.held = peak;
      local.draws++;
      await places.keep(owner, workspaceId, peak);
    }
  }

  function forget(local: Local, id: string): void {
    local.atWork.delete(id);
    workspaceOf.delete(id);
  }

  /** Takes over what the database says, unless it has changed since it was asked. */
  async function renew(): Promise<void> {
    const before = new Map([...workspaces].map(([workspaceId, { draws }]) => [workspaceId, draws]));
    const held = await places.renew(owner, leaseMs);
    for (const [workspaceId, local] of workspaces)
      if (!local.settling && local.draws === before.get(workspaceId)) local.held = held.get(workspaceId) ?? 0;
  }

  return {
    async begin({ id, workspaceId, parentId }) {
      if (limits.atWork === 0 || parentId !== undefined) {
        drive(id);
        return true;
      }
      const local = localOf(workspaceId);
      if (local.atWork.has(id)) return true;
      if (!local.queue && local.arrivals.length === 0 && free(local) > 0) {
        start(workspaceId, local, id);
        return true;
      }
      return new Promise<boolean>(answer => {
        local.arrivals.push({ id, answer });
        void alone(workspaceId, local);
      });
    },

    enter({ id, workspaceId, parentId }) {
      if (limits.atWork > 0 && parentId === undefined) enter(workspaceId, localOf(workspaceId), id);
    },

    leave(id, more) {
      const workspaceId = workspaceOf.get(id);
      const local = workspaceId === undefined ? undefined : workspaces.get(workspaceId);
      if (workspaceId === undefined || !local) return;
      if (more) {
        local.atWork.set(id, now());
        return;
      }
      forget(local, id);
      if (local.queue && free(local) > 0 && !stopped) void alone(workspaceId, local);
    },

    async tend() {
      if (stopped) return;
      if (workspaces.size > 0) await renew();
      for (const workspaceId of await places.waiting()) localOf(workspaceId).queue = true;
      for (const [workspaceId, local] of workspaces) {
        await alone(workspaceId, local, adjust);
        if (local.atWork.size + local.held + local.arrivals.length === 0) workspaces.delete(workspaceId);
      }
    },

    async stop() {
      stopped = true;
      await places.release(owner);
    },
  };
}
