import { connectionsContract } from './contracts/connections-contract.ts';
import { pendingContract } from './contracts/pending-contract.ts';
import { runsContract } from './contracts/runs-contract.ts';
import { createMemoryConnections } from './fakes/memory-connections.ts';
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

describe('runs in memory', () => {
  const runs = createMemoryRuns();
  runsContract(() => ({ runs, dataKey }));
});

describe('pending authorizations in memory', () => {
  const pending = createMemoryPending();
  pendingContract(() => pending);
});
