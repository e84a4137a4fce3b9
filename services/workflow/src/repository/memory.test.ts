import { bulkRepositoryContract } from '../../test/bulk.contract.ts';
import { executionStoreContract } from '../../test/executions.contract.ts';
import { placeRepositoryContract } from '../../test/places.contract.ts';
import { workflowRepositoryContract } from '../../test/workflows.contract.ts';
import { createMemoryBulk } from './memory-bulk.ts';
import { createMemoryExecutions } from './memory-executions.ts';
import { createMemoryPlaces } from './memory-places.ts';
import { createMemoryWorkflows } from './memory-workflows.ts';

describe('workflows in memory', () => {
  workflowRepositoryContract(createMemoryWorkflows);
});

describe('executions in memory', () => {
  executionStoreContract(() => {
    const { executions, runs, events } = createMemoryExecutions();
    const told = async (id: string) => events.filter(each => each.subject === id).map(each => each.type);
    return { workflows: createMemoryWorkflows(), executions, runs, told };
  });
});

describe('bulk operations in memory', () => {
  bulkRepositoryContract(() => {
    const { executions } = createMemoryExecutions();
    return { workflows: createMemoryWorkflows(), executions, bulk: createMemoryBulk(executions) };
  });
});

describe('places in memory', () => {
  placeRepositoryContract(() => {
    const { executions, pending } = createMemoryExecutions();
    return { workflows: createMemoryWorkflows(), executions, places: createMemoryPlaces(pending) };
  });
});
