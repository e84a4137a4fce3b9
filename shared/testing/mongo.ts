import { randomBytes } from 'node:crypto';
import { testServers } from './servers.ts';

/** testMongo gives the URL of a fresh, empty database on a server that speaks the MongoDB protocol. */
export async function testMongo(): Promise<{ url: string; database: string }> {
  const database = `test_${randomBytes(8).toString('hex')}`;
  const url = new URL(testServers().mongoUrl);
  url.pathname = `/${database}`;
  return Promise.resolve({ url: url.href, database });
}
