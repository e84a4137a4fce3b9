import { testMongo } from '@neighbourhood/shared/testing/mongo';
import { MongoClient } from 'mongodb';
import { createIndexes } from '../src/repository/mongo-database.ts';
import { createMongoRepositories } from '../src/repository/mongo-repositories.ts';
import { describeRepositories } from './repositories.contract.ts';

describe('the repositories on a server that speaks the MongoDB protocol', () => {
  let client: MongoClient;

  beforeAll(async () => {
    client = await MongoClient.connect((await testMongo()).url);
    await createIndexes(client.db());
  });

  afterAll(() => client.close());

  test('indexes can be created again, as every start does', async () => {
    await createIndexes(client.db());
    expect((await client.db().collection('deliveries').indexes()).map(({ name }) => name)).toContain(
      'nextAttemptAt_1',
    );
  });

  describeRepositories(() => createMongoRepositories(client.db()));
});
