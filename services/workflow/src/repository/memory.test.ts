import { executionStoreContract } from '../../test/executions.contract.ts';
import { workflowRepositoryContract } from '../../test/workflows.contract.ts';
import { createMemoryExecutions } from './memory-executions.ts';
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
