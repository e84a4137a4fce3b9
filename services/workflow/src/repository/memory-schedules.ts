import { type EventRepository } from '../domain/tenant-event.ts';
import { type ScheduleRepository } from '../domain/schedule-repository.ts';
import { delayOf, firstDue, scheduleIn, type Trigger, triggerTypes } from '../domain/schedule.ts';
import { type Workflow } from '../domain/workflow.ts';

/** MemorySchedules is a ScheduleRepository that definitions are put into. */
export interface MemorySchedules extends ScheduleRepository {
  put(workflow: Pick<Workflow, 'id' | 'workspaceId' | 'version' | 'document'>): Promise<void>;
  remove(workflowId: string): Promise<void>;
}

/** What createMemorySchedules needs to know of the other stores. */
export interface MemoryScheduleDeps {
  events: EventRepository;
  /** Whether a definition has a run that has not ended. */
  unfinished(workflowId: string): boolean;
  now: () => Date;
}

/** createMemorySchedules keeps schedules as long as the process lives: for tests. */
export function createMemorySchedules({ events, unfinished, now }: MemoryScheduleDeps): MemorySchedules {
  const all = new Map<string, Trigger>();
  const copies = (wanted: (each: Trigger) => boolean) => structuredClone([...all.values()].filter(wanted));
  const find = async (id: string) => copies(each => each.workflowId === id)[0];

  return {
    find,
    async move(workflowId, from, to) {
      const row = all.get(workflowId);
      if (row?.nextAt?.getTime() !== from.getTime()) return false;
      delete row.nextAt;
      if (to) row.nextAt = to;
      row.revision++;
      return true;
    },
    overdue: async (before, limit) =>
      copies(({ nextAt }) => nextAt !== undefined && nextAt <= before)
        .sort((left, right) => Number(left.nextAt) - Number(right.nextAt))
        .slice(0, limit),
    async restart(workflowId) {
      const resting = [...all.values()].filter(
        each =>
          each.kind === 'after' &&
          each.nextAt === undefined &&
          (workflowId === undefined || each.workflowId === workflowId) &&
          !unfinished(each.workflowId),
      );
      for (const each of resting) each.nextAt = new Date(now().getTime() + delayOf(each.spec));
      return structuredClone(resting);
    },
    triggers: async (workspaceId, type) =>
      copies(
        each =>
          each.kind === 'on' && each.workspaceId === workspaceId && (each.types?.includes(type) ?? true),
      ),
    async behind(limit) {
      const newest = await Promise.all(
        copies(each => each.kind === 'on').map(async each => ({
          each,
          position: await events.newest(each.workspaceId),
        })),
      );
      return newest
        .filter(({ each, position }) => position > each.cursor)
        .map(({ each }) => each)
        .slice(0, limit);
    },
    trigger: async id => copies(each => each.workflowId === id && each.kind === 'on')[0],
    async advance({ workflowId, revision }, { cursor, open }) {
      const row = all.get(workflowId);
      if (row?.kind !== 'on' || row.revision !== revision) return false;
      Object.assign(row, { cursor, open: structuredClone(open), revision: revision + 1 });
      return true;
    },
    async put({ id, workspaceId, version, document }) {
      const earlier = all.get(id);
      const schedule = scheduleIn(document);
      all.delete(id);
      if (!schedule) return;
      const { kind, spec } = schedule;
      const nextAt = firstDue(kind, spec, now());
      const types = triggerTypes(kind, spec);
      all.set(id, {
        workflowId: id,
        workspaceId,
        version,
        kind,
        spec,
        open: [],
        revision: (earlier?.revision ?? 0) + 1,
        cursor: earlier?.kind === 'on' ? earlier.cursor : await events.newest(workspaceId),
        ...(nextAt ? { nextAt } : {}),
        ...(types ? { types } : {}),
      });
    },
    async remove(workflowId) {
      all.delete(workflowId);
    },
  };
}
