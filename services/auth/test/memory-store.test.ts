import { storeContract } from './store-contract.ts';
import { createMemoryStore } from './memory-store.ts';

storeContract('the memory store', async () => createMemoryStore());
