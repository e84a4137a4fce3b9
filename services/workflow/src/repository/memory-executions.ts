import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { executionEvent } from '../domain/execution-events.ts';
import { type ExecutionRepository, type Lease, type RunRepository } from '../domain/execution-repository.ts';
import { ended, type Execution } from '../domain/execution.ts';
import { listenedTypes } from '../domain/listener-repository.ts';
import { type RunState, type TaskRecord } from '../domain/run-state.ts';
import { passes } from './execution-filter.ts';
import { createMemoryListeners, type MemoryListeners } from './memory-listeners.ts';

interface Entry {
  execution: Execution;
  state?: RunState | undefined;
  epoch: number;
  leaseOwner?: string | undefined;
  leaseUntil?: number | undefined;
  tasks: Map<string, TaskRecord>;
  scheduled: boolean;
  purged: boolean;
  checkAt: number;
}

function copy(entry: Entry | undefined): Execution | undefined {
  return entry && { ...entry.execution };
}

/** MemoryExecutions is both sides of the store, and the events that it told. */
export interface MemoryExecutions {
  executions: ExecutionRepository;
  runs: RunRepository;
  events: CloudEvent[];
  /** A run that has not begun. */
  pending(id: string): Execution | undefined;
}

/** createMemoryExecutions keeps runs as long as the process lives: for tests. */
export function createMemoryExecutions(
  now: () => Date = () => new Date(),
  listeners: MemoryListeners = createMemoryListeners(),
): MemoryExecutions {
  const entries = new Map<string, Entry>();
  const events: CloudEvent[] = [];
  const time = () => now().getTime();

  function own(workspaceId: string, id: string): Entry | undefined {
    const entry = entries.get(id);
    return entry?.execution.workspaceId === workspaceId ? entry : undefined;
  }

  function held({ id, epoch }: Lease): Entry | undefined {
    const entry = entries.get(id);
    return entry && entry.epoch === epoch && !ended(entry.execution) ? entry : undefined;
  }

  function keep(entry: Entry, state: RunState | undefined, records: readonly TaskRecord[]): void {
    entry.state = structuredClone(state);
    for (const each of records) entry.tasks.set(`${each.reference} ${each.iteration}`, structuredClone(each));
  }

  function wake(id: string): boolean {
    const entry = entries.get(id);
    if (entry?.execution.status !== 'waiting') return false;
    entry.execution.wakeAt = now();
    entry.checkAt = time() + 5_000;
    return true;
  }

  function over(entry: Entry): void {
    delete entry.execution.wakeAt;
    entry.execution.endedAt = now();
    entry.leaseUntil = undefined;
    entry.checkAt = time() + 2_000;
    entry.purged = !entry.scheduled;
    void listeners.replace(entry.execution.id, entry.execution.workspaceId, []);
    if (entry.execution.parentId !== undefined) wake(entry.execution.parentId);
  }

  const executions: ExecutionRepository = {
    async insert(execution) {
      const key = execution.idempotencyKey;
      const earlier = [...entries.values()].find(
        each =>
          key !== undefined &&
          each.execution.idempotencyKey === key &&
          each.execution.workspaceId === execution.workspaceId &&
          each.execution.createdAt.getTime() > time() - 86_400_000,
      );
      if (earlier) return { execution: { ...earlier.execution }, isNew: false };
      const entry = { epoch: 0, tasks: new Map(), scheduled: false, purged: false, checkAt: time() + 5_000 };
      entries.set(execution.id, { ...entry, execution: { ...execution } });
      return { execution, isNew: true };
    },

    find: async (workspaceId, id) => copy(own(workspaceId, id)),

    list: async (workspaceId, filter, { limit, before }) =>
      [...entries.values()]
        .map(each => each.execution)
        .filter(each => each.workspaceId === workspaceId && (before === undefined || each.id < before))
        .filter(each => passes(each, filter))
        .sort((left, right) => (left.id < right.id ? 1 : -1))
        .slice(0, limit),

    tasks: async (workspaceId, id, { limit, after = -1 }) => {
      const entry = own(workspaceId, id);
      const lines = entry && [...entry.tasks.values()].filter(each => each.position > after);
      return lines?.sort((left, right) => left.position - right.position).slice(0, limit);
    },

    async task(workspaceId, id, { reference, iteration }) {
      const lines = [...(own(workspaceId, id)?.tasks.values() ?? [])]
        .filter(each => each.reference === reference)
        .filter(each => iteration === undefined || each.iteration === iteration);
      return structuredClone(lines.sort((left, right) => right.position - left.position)[0]);
    },

    async summary(workspaceId, id) {
      const lines = [...(own(workspaceId, id)?.tasks.values() ?? [])];
      return Object.entries(Object.groupBy(lines, each => each.reference)).map(([reference, all = []]) => {
        const last = all.reduce((left, right) => (left.position > right.position ? left : right));
        const open = (['running', 'waiting'] as const).find(state => all.some(each => each.status === state));
        return { reference, times: all.length, status: open ?? last.status };
      });
    },

    async transition(workspaceId, id, decide) {
      const entry = own(workspaceId, id);
      const transition = entry && decide({ ...entry.execution });
      if (!transition) return copy(entry);
      entry.execution.status = transition.to;
      entry.checkAt = time() + 5_000;
      if (transition.to === 'cancelled') {
        entry.epoch++;
        over(entry);
        for (const task of entry.tasks.values()) {
          if (task.status === 'running' || task.status === 'waiting')
            Object.assign(task, { status: 'cancelled', endedAt: now().toISOString() });
        }
      }
      const told = transition.to === 'cancelled' || transition.to === 'suspended' ? transition.to : 'resumed';
      const reason = transition.to === 'cancelled' ? transition.reason : '';
      events.push(executionEvent(told, entry.execution, now(), reason));
      return copy(entry);
    },
  };

  const runs: RunRepository = {
    async claim(id, owner, leaseMs) {
      const entry = entries.get(id);
      if (!entry || ended(entry.execution)) return { kind: 'ended' };
      const { execution, leaseUntil } = entry;
      if (execution.status === 'suspended') return { kind: 'suspended' };
      if (execution.status === 'waiting' && execution.wakeAt && execution.wakeAt > now()) {
        return { kind: 'waiting', until: execution.wakeAt };
      }
      if (leaseUntil !== undefined && leaseUntil > time() && entry.leaseOwner !== owner) {
        return { kind: 'busy', until: new Date(leaseUntil) };
      }
      if (entry.epoch === 0) events.push(executionEvent('started', execution, now()));
      execution.status = 'running';
      delete execution.wakeAt;
      entry.checkAt = time() + leaseMs;
      Object.assign(entry, { epoch: entry.epoch + 1, leaseOwner: owner, leaseUntil: time() + leaseMs });
      const state = structuredClone(entry.state);
      return {
        kind: 'claimed',
        execution: { ...execution },
        epoch: entry.epoch,
        told: entry.scheduled,
        ...(state ? { state } : {}),
      };
    },

    async renew(lease, leaseMs) {
      const entry = held(lease);
      if (entry) entry.leaseUntil = time() + leaseMs;
      return entry !== undefined;
    },

    async checkpoint(lease, { state, records }) {
      const entry = held(lease);
      if (!entry) return 'lost';
      keep(entry, state, records);
      return entry.execution.status === 'suspended' ? 'hold' : 'go';
    },

    async pause(lease, { state, records }, wait) {
      const entry = held(lease);
      if (!entry) return 'lost';
      keep(entry, state, records);
      entry.leaseUntil = undefined;
      entry.checkAt = time() + (wait && !wait.until ? 3_600_000 : 5_000);
      if (wait?.until) {
        entry.execution.wakeAt = wait.until;
        if (wait.near) entry.checkAt = wait.until.getTime() + 1_000;
        else entry.scheduled = true;
      }
      await listeners.replace(lease.id, entry.execution.workspaceId, listenedTypes(wait));
      if (entry.execution.status === 'suspended') return 'hold';
      if (wait) entry.execution.status = 'waiting';
      return 'go';
    },

    wake: async id => wake(id),

    async end(lease, ending, records) {
      const entry = held(lease);
      if (!entry) return false;
      keep(entry, undefined, records);
      over(entry);
      Object.assign(entry.execution, structuredClone(ending));
      events.push(executionEvent(ending.status, entry.execution, now()));
      return true;
    },

    async dueForEngine(limit, holdMs, where) {
      const sleeps = ({ execution: { status, wakeAt } }: Entry) =>
        status === 'waiting' && (wakeAt?.getTime() ?? 0) > time();
      const asked = (each: Entry) => (ended(each.execution) || sleeps(each) ? 'engine' : 'here');
      const due = [...entries.values()]
        .filter(each => !each.purged && each.checkAt <= time() && each.execution.status !== 'suspended')
        .filter(each => where === undefined || where === asked(each))
        .slice(0, limit);
      for (const each of due) each.checkAt = time() + holdMs;
      return due.map(each => {
        const { id, workspaceId, parentId, status } = each.execution;
        return {
          id,
          workspaceId,
          ...(parentId === undefined ? {} : { parentId }),
          status,
          scheduled: each.scheduled,
          leased: (each.leaseUntil ?? 0) > time(),
          sleeps: sleeps(each),
        };
      });
    },

    async scheduled(id) {
      const entry = entries.get(id);
      if (!entry || ended(entry.execution)) return;
      const wakeAt = entry.execution.wakeAt?.getTime() ?? 0;
      Object.assign(entry, { scheduled: true, checkAt: Math.max(wakeAt, time()) + 10_000 });
    },

    async forget(before, limit) {
      const old = [...entries.values()]
        .filter(({ execution: { endedAt }, purged }) => purged && endedAt !== undefined && endedAt < before)
        .slice(0, limit);
      for (const { execution } of old) entries.delete(execution.id);
      return old.length;
    },

    async purged(id) {
      const entry = entries.get(id);
      if (entry) entry.purged = true;
    },
  };

  const pending = (id: string) => {
    const execution = entries.get(id)?.execution;
    return execution?.status === 'pending' ? { ...execution } : undefined;
  };
  return { executions, runs, events, pending };
}
