import type { OwnProviders, ProviderCatalogue, WorkspaceCatalogue } from './ports.ts';

/**
 * createWorkspaceCatalogue adds a workspace's own providers to the catalogue. An id that both have means the own one:
 * its connections' credentials must not go to another provider that came later.
 */
export function createWorkspaceCatalogue({
  catalogue,
  ownProviders,
}: {
  catalogue: ProviderCatalogue;
  ownProviders: OwnProviders;
}): WorkspaceCatalogue {
  return {
    async find(workspaceId, id) {
      const known = catalogue.find(id);
      if (known && !ownProviders.shadows(workspaceId, id)) return known;
      return ownProviders.find(workspaceId, id);
    },

    async list(workspaceId) {
      const own = await ownProviders.list(workspaceId);
      if (own.length === 0) return catalogue.list();
      const ids = new Set(own.map(({ id }) => id));
      const all = [...own, ...catalogue.list().filter(({ id }) => !ids.has(id))];
      return all.sort((one, other) => (one.id < other.id ? -1 : 1));
    },
  };
}
