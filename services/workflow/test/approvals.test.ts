import { createAesSecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { documentOf } from './documents.ts';
import { createMemoryApp } from './memory-app.ts';
import { sandbox } from './run-document.ts';
import { type Execution } from '../src/domain/execution.ts';
import { type ActionCall } from '../src/domain/run-state.ts';
import { createMemoryApprovals } from '../src/repository/memory-approvals.ts';
import { createRequestApproval } from '../src/usecase/approvals/request-approval.ts';

afterAll(() => sandbox.close());

const permissions = ['workflow:read', 'workflow:write', 'workflow:execute'];
const ask = {
  call: 'neighbourhood.request-approval:1.0.0@default',
  with: { title: '${ "Refund " + .order }', choices: ['yes', 'no'], expiresIn: 'PT1H' },
  export: { as: '$context + { approval: . }' },
};
const send = { call: 'mail.send:1.0.0@default', with: { text: '${ "Decide at " + $context.approval.url }' } };
const wait = {
  listen: { to: { one: { with: { type: 'approval.decided', data: '${ .id == $context.approval.id }' } } } },
};

/** A run that asks, sends the link and waits; what it sent is in `sent`. */
async function startedRun(tasks: object[] = [{ ask }, { send }, { wait }], endUserId = 'eu') {
  const sent: ActionCall[] = [];
  const memory = createMemoryApp({
    perform: async action => {
      sent.push(action);
      return {};
    },
  });
  const { app, store, clock } = memory;
  const call = fakeCall({ permissions });
  const { id: workflowId } = await app.createWorkflow(
    { source: documentOf('asks', tasks), format: 'json' },
    call,
  );
  const request = { workflowId, input: { order: '17' }, connections: {}, waitSeconds: 0, endUserId };
  const { id } = await app.executeWorkflow(request, call);
  await app.advanceExecution(id);
  const link = () => /https:\/\/api\.test\/approvals\/([\w-]{43})/.exec(JSON.stringify(sent))?.[1] ?? '';
  const run = () => app.getExecutionStatus({ id }, call);
  const tasksOf = () => app.listExecutionTasks({ id, limit: 100 }, call);
  const decide = (decision: string, comment = '') =>
    app.decideApproval({ token: link(), decision, comment }, call);
  return { app, store, clock, call, id, sent, link, run, tasksOf, decide };
}

it('gives a link that shows the question, and ends with the first decision', async () => {
  const { app, link, run, decide, id, call } = await startedRun();
  expect((await run()).status).toBe('waiting');
  const shown = await app.getApproval({ token: link() });
  expect(shown).toMatchObject({ title: 'Refund 17', choices: ['yes', 'no'], state: 'open' });
  expect(await app.getApproval({ token: link() })).toEqual(shown);
  expect(await decide('no', 'too late')).toMatchObject({ state: 'decided' });
  await expect(decide('yes')).rejects.toMatchObject({ kind: 'conflict', code: 'APPROVAL.DECIDED' });
  await app.resumeExecution({ id }, call).catch(() => undefined);
  await app.advanceExecution(id);
  expect(await run()).toMatchObject({
    status: 'completed',
    output: [{ id: shown.id, decision: 'no', comment: 'too late', title: 'Refund 17', executionId: id }],
  });
});

it('hears a decision that came before the listen', async () => {
  const pause = { wait: 'PT10M' };
  const { app, run, decide, clock, id } = await startedRun([{ ask }, { send }, { pause }, { wait }]);
  await decide('yes');
  clock.now = new Date(clock.now.getTime() + 600_000);
  await app.advanceExecution(id);
  expect(await run()).toMatchObject({ status: 'completed', output: [{ decision: 'yes' }] });
});

it('is the same link however often the same task asks, also after a rotation of keys', async () => {
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const approvals = createMemoryApprovals({ runEnded: async () => false, publish: async () => undefined });
  const keys = { a: Buffer.alloc(32, 1).toString('base64'), b: Buffer.alloc(32, 2).toString('base64') };
  const asking = (current: 'a' | 'b') =>
    createRequestApproval({
      approvals,
      box: createAesSecretBox({ current, keys }, 'test'),
      publicUrl: 'https://api.test',
      now: () => clock.now,
    });
  const run = { id: 'exe_1', workspaceId: 'wsp_1' } as Execution;
  const first = await asking('a')(run, { title: 't' }, 'exe_1:task');
  clock.now = new Date('2026-01-02T00:00:00Z');
  const again = await asking('b')(run, { title: 't' }, 'exe_1:task');
  expect(again).toEqual(first);
  expect(first.output).toMatchObject({
    expiresAt: '2026-01-08T00:00:00.000Z',
    event: { type: 'approval.decided', source: `/workspaces/wsp_1/approvals/${first.id}`, subject: first.id },
  });
  const other = await asking('a')(run, { title: 't' }, 'exe_1:other');
  expect([other.id, other.token]).not.toEqual(expect.arrayContaining([first.id, first.token]));
});

it('keeps the token out of what is stored and shown, but not from the run', async () => {
  const { link, run, tasksOf, decide, app, id, store } = await startedRun();
  const token = link();
  expect(token).toHaveLength(43);
  const tasks = await tasksOf();
  expect(tasks.map(({ reference }) => reference)).toEqual(['/do/0/ask', '/do/1/send', '/do/2/wait']);
  expect(JSON.stringify(tasks)).not.toContain(token);
  expect(JSON.stringify(tasks[0]!.output)).toMatch(/approvals\/‹secret:apr_[0-9a-z]{26}›/);
  expect(JSON.stringify(await store.runs.claim(id, 'another', 1))).not.toContain(token);
  await decide('yes');
  await app.advanceExecution(id);
  expect(JSON.stringify(await run())).not.toContain(token);
});

it('takes one of the choices, before the link expires', async () => {
  const { app, link, decide, clock } = await startedRun();
  await expect(decide('maybe')).rejects.toMatchObject({ fields: [{ path: 'decision' }] });
  await expect(decide('yes', 'x'.repeat(2001))).rejects.toMatchObject({ fields: [{ path: 'comment' }] });
  clock.now = new Date('2026-01-01T01:00:00Z');
  expect(await app.getApproval({ token: link() })).toMatchObject({ state: 'expired' });
  await expect(decide('yes')).rejects.toMatchObject({ kind: 'gone', code: 'APPROVAL.EXPIRED' });
});

it('is withdrawn with its run', async () => {
  const { app, link, decide, call, id } = await startedRun();
  await app.cancelExecution({ id, reason: '' }, call);
  expect(await app.getApproval({ token: link() })).toMatchObject({ state: 'withdrawn' });
  await expect(decide('yes')).rejects.toMatchObject({ kind: 'gone', code: 'APPROVAL.WITHDRAWN' });
});

it('leads nowhere with another token', async () => {
  const { app, link, call } = await startedRun();
  for (const token of ['', `${link()}x`, link().slice(1)]) {
    await expect(app.getApproval({ token })).rejects.toMatchObject({ code: 'APPROVAL.NOT_FOUND' });
    await expect(app.decideApproval({ token, decision: 'yes', comment: '' }, call)).rejects.toMatchObject({
      code: 'APPROVAL.NOT_FOUND',
    });
  }
});

it('faults the run where what it asks is not sound by then', async () => {
  const { run } = await startedRun([{ ask: { ...ask, with: { title: '${ .none }' } } }]);
  expect(await run()).toMatchObject({
    status: 'faulted',
    error: {
      status: 400,
      detail: 'with/title: must be a text of 1 to 200 characters',
      instance: '/do/0/ask',
    },
  });
});

it.each([
  [{}, 'with/title'],
  [{ title: '' }, 'with/title'],
  [{ title: 'x', more: 1 }, 'with/more'],
  [{ title: 'x', description: 7 }, 'with/description'],
  [{ title: 'x', choices: [] }, 'with/choices'],
  [{ title: 'x', choices: ['a', 'a'] }, 'with/choices'],
  [{ title: 'x', expiresIn: 'P1Y' }, 'with/expiresIn'],
  [{ title: 'x', expiresIn: 'PT0S' }, 'with/expiresIn'],
  [{ title: 'x', expiresIn: { hours: 1 } }, 'with/expiresIn'],
])('a document that asks with %j is refused', async (given, path) => {
  const { app } = createMemoryApp();
  const source = documentOf('asks', [{ ask: { ...ask, with: given } }]);
  await expect(
    app.createWorkflow({ source, format: 'json' }, fakeCall({ permissions })),
  ).rejects.toMatchObject({ code: 'WORKFLOW.INVALID', fields: [{ path: `/do/0/ask/${path}` }] });
});

it.each(['neighbourhood.request-approval:1.0.1@default', 'neighbourhood.other:1.0.0@default'])(
  'a document that calls %s is refused',
  async name => {
    const { app } = createMemoryApp();
    const source = documentOf('asks', [{ ask: { ...ask, call: name } }]);
    await expect(
      app.createWorkflow({ source, format: 'json' }, fakeCall({ permissions })),
    ).rejects.toMatchObject({ fields: [{ path: '/do/0/ask/call' }] });
  },
);
