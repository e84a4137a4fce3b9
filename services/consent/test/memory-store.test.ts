import { createMemoryStore } from './memory-store.ts';
import { storesContract } from './stores.contract.ts';

storesContract('the memory store', async () => {
  const memory = createMemoryStore();
  return {
    store: memory,
    ledger: memory,
    purposes: memory,
    announced: async workspaceId =>
      memory.events.filter(event => event.workspaceId === workspaceId).map(({ id }) => id),
  };
});
