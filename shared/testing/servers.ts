/** TestServers is what tools/jest/global-setup.ts started, once for all integration tests. */
export interface TestServers {
  /** A superuser's URL of the maintenance database. */
  postgresUrl: string;
  redis: { host: string; port: number };
  /** MongoDB protocol, without a database name. */
  mongoUrl: string;
  placementAddress: string;
  schedulerAddress: string;
  /** Programs of the Dapr runtime. */
  daprd: string;
  placement: string;
  /** A temporary folder that goes when the run ends. */
  directory: string;
}

/** The environment variable through which the servers' addresses reach Jest's workers. */
export const testServersVariable = 'NH_TEST_SERVERS';

/** testServers tells where the servers are; only integration tests (`*.integration.test.ts`) have them. */
export function testServers(): TestServers {
  const described = process.env[testServersVariable];
  if (!described) throw new Error('No test servers: only *.integration.test.ts files have them');
  return JSON.parse(described) as TestServers;
}
