import { createMemoryRepositories } from './memory-repositories.ts';
import { describeRepositories } from './repositories.contract.ts';

describe('the repositories of unit tests', () => {
  describeRepositories(createMemoryRepositories);
});
