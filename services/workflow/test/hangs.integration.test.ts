import { toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { documentOf } from './documents.ts';
import { createFakeIntegration } from './effects.ts';
import { engineKeepsTimes, type Platform, startPlatform } from './platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform(createFakeIntegration().handlers);
}, 120_000);
afterAll(() => platform.stop());

it('runs go on after the app hung for so long that its sidecar held it for unhealthy', async () => {
  const replica = await platform.startReplica({ ...engineKeepsTimes, NH_EXECUTIONS__PROBE_EVERY: '1s' });
  const call = await platform.callOf(newId('wsp'));
  const tasks = [{ pause: { wait: { milliseconds: 200 } } }, { end: { set: { done: true } } }];
  const { workflow } = await replica.client.CreateWorkflow({ document: documentOf('hung', tasks) }, call);
  const start = async (): Promise<string> => {
    const request = { workflowId: workflow?.id ?? '', input: toValue({}), endUserId: 'ada' };
    return (await replica.client.ExecuteWorkflow(request, call)).execution?.id ?? '';
  };
  const ends = (executionId: string) =>
    eventually(
      async () => {
        const { status } = await replica.client.GetExecutionStatus({ executionId }, call);
        return status === 'EXECUTION_STATE_COMPLETED';
      },
      { what: executionId, timeoutMs: 90_000 },
    );
  await ends(await start());

  const logged = replica.daprd.output().length;
  const told = (what: string) => replica.daprd.output().slice(logged).includes(what);
  replica.process.kill('SIGSTOP');
  await eventually(() => told('App entered un-healthy status'), { timeoutMs: 60_000 });
  replica.process.kill('SIGCONT');
  await eventually(() => told('App entered healthy status'), { timeoutMs: 60_000 });
  await Promise.all([ends(await start()), ends(await start())]);
}, 300_000);
