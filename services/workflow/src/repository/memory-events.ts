import { type EventRepository, type ReceivedEvent } from '../domain/tenant-event.ts';

/** createMemoryEvents keeps events as long as the process lives: for tests. */
export function createMemoryEvents(now: () => Date = () => new Date()): EventRepository {
  let all: (ReceivedEvent & { workspaceId: string; at: Date })[] = [];
  let last = 0;
  const of = (workspaceId: string) => all.filter(each => each.workspaceId === workspaceId);
  return {
    async insert(workspaceId, event) {
      const known = of(workspaceId).some(
        each => each.event.source === event.source && each.event.id === event.id,
      );
      if (known) return undefined;
      const received = { position: ++last, event: structuredClone(event) };
      all.push({ ...received, workspaceId, at: now() });
      return received;
    },
    after: async (workspaceId, position, types, limit) =>
      of(workspaceId)
        .filter(each => each.position > position && (types?.includes(each.event.type) ?? true))
        .slice(0, limit)
        .map(({ position: at, event }) => ({ position: at, event })),
    newest: async workspaceId => of(workspaceId).at(-1)?.position ?? 0,
    async forget(before) {
      const kept = all.filter(each => each.at >= before);
      const gone = all.length - kept.length;
      all = kept;
      return gone;
    },
  };
}
