import { randomUUID } from 'node:crypto';
import type { DataKeys, WrappedKey } from '../../src/infrastructure/envelope-cipher.ts';

/** createMemoryDataKeys keeps wrapped keys in memory. */
export function createMemoryDataKeys(): DataKeys {
  const keys = new Map<string, WrappedKey>();
  return {
    async current(workspaceId) {
      return keys.get(workspaceId);
    },
    async find(workspaceId, id) {
      const key = keys.get(workspaceId);
      return key?.id === id ? key : undefined;
    },
    async add(workspaceId, key) {
      if (!keys.has(workspaceId)) keys.set(workspaceId, { ...key, id: randomUUID() });
    },
  };
}
