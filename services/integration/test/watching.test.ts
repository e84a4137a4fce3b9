import { startSandbox, type Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import type { Connection } from '../src/domain/connection.ts';
import { checkEverySeconds } from '../src/domain/check-interval.ts';
import type { ConnectionVerdict } from '../src/usecase/verify-connection.ts';
import { act, callIn, connect, createTestApp, newWorkspace } from './harness.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

/** What people do on the provider's page of connected apps. */
const disconnect = (account: string) =>
  fetch(`${sandbox.url}/accounts/${account}/connections`, { method: 'DELETE' });

async function createService(provider = sandbox) {
  const claimed: Connection[][] = [];
  const verdicts: [string, ConnectionVerdict][] = [];
  const service = await createTestApp(provider, {
    watch: {
      due: { claim: async () => claimed.shift() ?? [] },
      told: (provider, verdict) => void verdicts.push([provider, verdict]),
      settings: { everySeconds: 45, perMinute: 100, limit: 100, concurrency: 2, timeoutMs: 5_000 },
      log: silentLog,
    },
  });
  const workspaceId = newWorkspace();
  const call = callIn(workspaceId);
  const types = () => service.events.map(({ type }) => type);
  return { ...service, claimed, verdicts, workspaceId, call, types };
}

test('a connection that was revoked at the provider is noticed, with a reason and one event', async () => {
  const { app, claimed, verdicts, call, events, types, close, connections } = await createService();
  const taken = await connect(app, call, { endUserId: 'stays' });
  const gone = await connect(app, call, { endUserId: 'goes' });
  await disconnect('goes');
  claimed.push([taken, gone], [taken, gone]);
  expect(await app.watchConnections()).toBe(2);
  expect(verdicts.sort()).toEqual([
    ['sandbox', 'active'],
    ['sandbox', 'needsReauth'],
  ]);
  expect(await connections.find(taken.workspaceId, taken.id)).toMatchObject({ status: 'active' });
  expect(await connections.find(gone.workspaceId, gone.id)).toMatchObject({
    status: 'needsReauth',
    statusReason: expect.stringMatching(/^(invalid_grant|refused)$/) as string,
  });
  await app.watchConnections();
  expect(types().filter(type => type === 'connection.needs_reauth')).toHaveLength(1);
  expect(events.find(({ type }) => type === 'connection.needs_reauth')).toMatchObject({ subject: gone.id });
  await close();
});

test('a provider that does not answer, or answers with an error, changes nothing', async () => {
  const other = await startSandbox();
  const { app, call, claimed, verdicts, close, connections } = await createService(other);
  const connection = await connect(app, call);
  const { workspaceId, id } = connection;
  claimed.push([connection], [connection]);
  await app.watchConnections();
  await other.stop();
  await app.watchConnections();
  expect(verdicts).toEqual([
    ['sandbox', 'active'],
    ['sandbox', 'unknown'],
  ]);
  expect(await connections.find(workspaceId, id)).toMatchObject({ status: 'active' });
  await close();
});

test('an action on what was revoked at the provider needs the end user, at once', async () => {
  const { app, call, close, types } = await createService();
  const connection = await connect(app, call, { endUserId: 'revoked' });
  await disconnect('revoked');
  await expect(app.executeAction(act(connection.id, 'list-notes'), call)).rejects.toMatchObject({
    code: 'CONNECTION.NEEDS_REAUTH',
  });
  expect(types()).toContain('connection.needs_reauth');
  await close();
});

test('checks take a tenth of a small limit at most', () => {
  expect(checkEverySeconds({ requests: 5_000, perSeconds: 3_600 }, 45)).toBe(45);
  expect(checkEverySeconds({ requests: 10, perSeconds: 60 }, 45)).toBe(60);
  expect(checkEverySeconds({ requests: 100, perSeconds: 86_400 }, 45)).toBe(8_640);
});
