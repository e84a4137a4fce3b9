/**
 * The peer of `make bench RUNS=1`, started by it: an app that does in three bare activities of Dapr Workflow what the
 * measured document does in three tasks. DAPR_GRPC_PORT is its sidecar's.
 */
import { type WorkflowContext } from '@dapr/dapr';
import { WorkflowRuntime } from '../services/workflow/src/infrastructure/dapr-sdk.ts';
import { routeSdkLogs } from '../services/workflow/src/infrastructure/sdk-log.ts';
import { silentLog } from '../shared/testing/fake-call.ts';

routeSdkLogs(silentLog);
const [url = ''] = process.argv.slice(2);
const runtime = new WorkflowRuntime({ daprPort: process.env['DAPR_GRPC_PORT'] ?? '' });
const set = (value: unknown) => Promise.resolve(value);
const get = async () => (await fetch(url)).json();

runtime.registerActivityWithName('set', (_context, value: unknown) => set(value));
runtime.registerActivityWithName('get', get);
runtime.registerWorkflowWithName(
  'bare',
  async function* (context: WorkflowContext, input: unknown): AsyncGenerator {
    const first: unknown = yield context.callActivity('set', input);
    const answer: unknown = yield context.callActivity('get', first);
    return yield context.callActivity('set', answer);
  },
);
runtime.registerWorkflowWithName('bare-listen', async function* (context: WorkflowContext): AsyncGenerator {
  return yield context.waitForExternalEvent('go');
});
await runtime.start();
process.send?.('ready');
