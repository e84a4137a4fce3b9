import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { redisComponents } from '@neighbourhood/shared/testing/components';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { createDaprPendingAuthorizations } from '../src/repository/dapr-pending-authorizations.ts';
import { pendingContract } from './contracts/pending-contract.ts';

let daprd: Daprd;
let sidecar: Sidecar;

beforeAll(async () => {
  daprd = await startDaprd({ appId: 'integration', components: redisComponents(await testRedis()) });
  sidecar = createSidecar({ grpcPort: daprd.grpcPort, log: silentLog });
});
afterAll(async () => {
  sidecar.close();
  await daprd.stop();
});

describe('pending authorizations in a Dapr state store', () => {
  pendingContract(() => createDaprPendingAuthorizations(sidecar.state('statestore')));
});
