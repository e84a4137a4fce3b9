import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { eventOf } from '../../test/events.contract.ts';
import { type TenantEvent } from '../domain/tenant-event.ts';
import { WorkflowFault } from '../domain/workflow-error.ts';
import { createEmitter, createPublishEvent } from './publish-event.ts';

const workspaceId = newId('wsp');
const other = newId('wsp');
let published: { workspaceId: string; event: TenantEvent }[];
const deps = {
  eventPublisher: {
    publish: async (to: string, event: TenantEvent) => void published.push({ workspaceId: to, event }),
  },
  eventLimits: { maxBytes: 1_000 },
  now: () => new Date('2026-01-02T03:04:05.678Z'),
};
const publish = createPublishEvent(deps);
const emitter = createEmitter(deps);
const call = (more: object = {}) => ({
  ...fakeCall({ workspaceId, permissions: ['workflow:execute'] }),
  ...more,
});
beforeEach(() => {
  published = [];
});

it('publishes what was given, under the workspace’s own source', async () => {
  const id = await publish(
    { source: '/shop', type: 'a.b', id: 'x', subject: 's', data: { n: 1 }, ext: 'e' },
    call(),
  );
  expect(id).toBe('x');
  expect(published).toEqual([
    {
      workspaceId,
      event: {
        specversion: '1.0',
        id: 'x',
        source: `/workspaces/${workspaceId}//shop`,
        type: 'a.b',
        time: '2026-01-02T03:04:05.678Z',
        subject: 's',
        data: { n: 1 },
        ext: 'e',
      },
    },
  ]);
});

it('nobody speaks for another workspace, however the source is written', async () => {
  for (const source of [`/workspaces/${other}/x`, `../${other}/x`, `//workspaces/${other}`]) {
    await publish({ source, type: 'a' }, call());
    await emitter.emit(workspaceId, eventOf('a', { source }));
  }
  expect(published.map(each => each.workspaceId)).toEqual(Array(6).fill(workspaceId));
  for (const { event } of published)
    expect(event.source.startsWith(`/workspaces/${workspaceId}/`)).toBe(true);
});

it('repeated with its idempotency key it is the same event, of this workspace only', async () => {
  const keyed = call({ idempotencyKey: 'once' });
  const [first, second] = [
    await publish({ source: 'a', type: 'a' }, keyed),
    await publish({ source: 'a', type: 'a' }, keyed),
  ];
  expect(second).toBe(first);
  expect(await publish({ source: 'a', type: 'a' }, call())).not.toBe(first);
});

it.each([
  ['consent.revoked', 'EVENT.TYPE_RESERVED'],
  ['io.serverlessworkflow.task.started.v1', 'EVENT.TYPE_RESERVED'],
  ['a\nb', 'REQUEST.INVALID'],
  ['', 'REQUEST.INVALID'],
])('refuses the type %j', async (type, code) => {
  await expect(publish({ source: 'a', type }, call())).rejects.toMatchObject({ code });
  const emitted: unknown = await emitter.emit(workspaceId, eventOf(type)).catch((error: unknown) => error);
  expect(emitted).toBeInstanceOf(WorkflowFault);
  expect((emitted as WorkflowFault).error.type).toMatch(/validation$/);
  expect((emitted as WorkflowFault).cause).toBeInstanceOf(AppError);
  expect(published).toEqual([]);
});

it('refuses more than an event may have, and who may not', async () => {
  const big = { source: 'a', type: 'a', data: 'x'.repeat(1_000) };
  await expect(publish(big, call())).rejects.toMatchObject({ fields: [{ path: 'data' }] });
  const reader = fakeCall({ workspaceId, permissions: ['workflow:read'] });
  await expect(publish({ source: 'a', type: 'a' }, reader)).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
});
