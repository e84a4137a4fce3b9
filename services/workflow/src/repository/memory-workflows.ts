import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { compareVersions } from '../domain/semantic-version.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { type MemorySchedules } from './memory-schedules.ts';

/** createMemoryWorkflows keeps definitions, and their schedules, as long as the process lives: for tests. */
export function createMemoryWorkflows(
  schedules?: Pick<MemorySchedules, 'put' | 'remove'>,
): WorkflowRepository {
  const versions: Workflow[] = [];
  const deleted = new Set<string>();
  const newestFirst = (workspaceId: string) =>
    versions
      .filter(each => each.workspaceId === workspaceId)
      .sort((left, right) => compareVersions(right.version, left.version));

  return {
    async add(workspaceId, version) {
      const { namespace, name } = version;
      const now = new Date();
      const same = newestFirst(workspaceId).filter(
        each => each.namespace === namespace && each.name === name && !deleted.has(each.id),
      );
      if (same.some(each => each.version === version.version)) {
        throw new AppError('alreadyExists', 'WORKFLOW.EXISTS', 'There is this version already.');
      }
      const [{ id, createdAt } = { id: newId('wfl'), createdAt: now }] = same;
      const added = { ...version, id, workspaceId, createdAt, updatedAt: now };
      versions.push(added);
      if (!same.some(each => compareVersions(each.version, added.version) > 0)) await schedules?.put(added);
      return added;
    },

    async find(workspaceId, id, version) {
      const live = newestFirst(workspaceId).filter(each => each.id === id && !deleted.has(id));
      return version === undefined ? live[0] : live.find(each => each.version === version);
    },

    async findByName(workspaceId, namespace, name, version) {
      return newestFirst(workspaceId).find(
        each =>
          each.namespace === namespace &&
          each.name === name &&
          !deleted.has(each.id) &&
          (version === undefined || each.version === version),
      );
    },

    async findPinned(workspaceId, id, version) {
      return newestFirst(workspaceId).find(each => each.id === id && each.version === version);
    },

    async list(workspaceId, { namespace }, { limit, before }) {
      const newest = new Map<string, Workflow>();
      for (const each of newestFirst(workspaceId)) if (!newest.has(each.id)) newest.set(each.id, each);
      return [...newest.values()]
        .filter(({ id }) => !deleted.has(id) && (before === undefined || id < before))
        .filter(each => namespace === undefined || each.namespace === namespace)
        .sort((left, right) => (left.id < right.id ? 1 : -1))
        .slice(0, limit);
    },

    async remove(workspaceId, id) {
      if (deleted.has(id) || !versions.some(each => each.workspaceId === workspaceId && each.id === id))
        return false;
      deleted.add(id);
      await schedules?.remove(id);
      return true;
    },
  };
}
