import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DaprResource, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { type TestServers, testServersVariable } from '@neighbourhood/shared/testing/servers';
import { DaprWorkflowClient } from '../services/workflow/src/infrastructure/dapr-sdk.ts';
import { daprBinary } from '../tools/up/src/build/dapr.ts';
import { portOffset, processes, state } from './platform.ts';

/** startBare starts the peer: an app of its own with a sidecar, on the platform's Redis, placement and scheduler. */
export async function startBare(url: string) {
  const secrets = JSON.parse(readFileSync(join(state, 'secrets.json'), 'utf8')) as Record<string, string>;
  const servers: Partial<TestServers> = {
    directory: join(state, 'bare'),
    daprd: await daprBinary('daprd'),
    placementAddress: `127.0.0.1:${6050 + portOffset}`,
    schedulerAddress: `127.0.0.1:${6060 + portOffset}`,
  };
  process.env[testServersVariable] = JSON.stringify(servers);
  const store: DaprResource = {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'actorstore' },
    spec: {
      type: 'state.redis',
      version: 'v1',
      metadata: [
        { name: 'redisHost', value: `127.0.0.1:${6390 + portOffset}` },
        { name: 'redisPassword', value: secrets['redis-password'] },
        { name: 'actorStateStore', value: 'true' },
      ],
    },
  };
  const daprd = await startDaprd({ appId: 'bare', components: [store], waitUntilReady: false });
  const app = fork(join(import.meta.dirname, 'bare-workflow.ts'), [url], {
    env: { ...process.env, DAPR_GRPC_PORT: String(daprd.grpcPort) },
  });
  await once(app, 'message');
  const client = new DaprWorkflowClient({ daprPort: String(daprd.grpcPort) });
  return {
    name: 'bare Dapr Workflow, three activities',
    pids: () => [
      daprd.pid,
      app.pid ?? 0,
      ...processes()
        .filter(({ name }) => /redis|placement|scheduler/.test(name))
        .map(({ pid }) => pid),
    ],
    run: async () => {
      const id = await client.scheduleNewWorkflow('bare', { n: 1 });
      const done = await client.waitForWorkflowCompletion(id, true, 60);
      return done?.serializedOutput === '{"ok":true}';
    },
    /** Milliseconds from an event's acceptance to the end of the run that waits for it. */
    resume: async () => {
      const id = await client.scheduleNewWorkflow('bare-listen', {});
      await client.waitForWorkflowStart(id, false, 60);
      await client.raiseEvent(id, 'go', {});
      const from = performance.now();
      await client.waitForWorkflowCompletion(id, false, 60);
      return performance.now() - from;
    },
    stop: async () => {
      await client.stop();
      app.kill('SIGKILL');
      await daprd.stop('SIGKILL');
    },
  };
}
