import type { Provider } from '../src/domain/provider.ts';
import { connectionsContract } from './contracts/connections-contract.ts';
import { ownClientsContract } from './contracts/own-clients-contract.ts';
import { ownProvidersContract } from './contracts/own-providers-contract.ts';
import { pendingContract } from './contracts/pending-contract.ts';
import { runsContract } from './contracts/runs-contract.ts';
import { createMemoryConnections } from './fakes/memory-connections.ts';
import { createMemoryOwnClients } from './fakes/memory-own-clients.ts';
import { createMemoryOwnProviders } from './fakes/memory-own-providers.ts';
import { createMemoryPending } from './fakes/memory-pending.ts';
import { createMemoryRuns } from './fakes/memory-runs.ts';

const dataKey = async () => '00000000-0000-0000-0000-000000000000';

describe('connections in memory', () => {
  const { connections, events } = createMemoryConnections();
  connectionsContract(() => ({
    connections,
    dataKey,
    eventTypes: async workspaceId =>
      events.filter(event => event.workspaceId === workspaceId).map(({ type }) => type),
  }));
});

describe('own OAuth clients in memory', () => {
  const ownClients = createMemoryOwnClients();
  ownClientsContract(() => ({ ownClients, dataKey }));
});

describe('own providers in memory', () => {
  const revisionOf = (workspaceId: string, id: string) => ownProviders.revisionOf(workspaceId, id);
  const ownClients = createMemoryOwnClients(revisionOf);
  const { connections, isUsed } = createMemoryConnections(revisionOf);
  const ownProviders = createMemoryOwnProviders({
    read: definition => {
      const { id, name } = definition as { id: string; name: string };
      return { provider: { id, name, own: true } as Provider };
    },
    ...{ isUsed, ownClients },
  });
  ownProvidersContract(() => ({
    ...{ ownProviders, ownClients, connections, dataKey },
    definition: (id, name) => ({ id, name }),
  }));
});

describe('runs in memory', () => {
  const runs = createMemoryRuns();
  runsContract(() => ({ runs, dataKey }));
});

describe('pending authorizations in memory', () => {
  const pending = createMemoryPending();
  pendingContract(() => pending);
});
