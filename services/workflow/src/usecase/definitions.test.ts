import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryApp } from '../../test/memory-app.ts';
import { sandbox } from '../../test/run-document.ts';

afterAll(() => sandbox.close());

const call = fakeCall({
  permissions: ['workflow:read', 'workflow:write', 'workflow:delete', 'workflow:execute'],
});
const { app } = createMemoryApp();

const yaml = (version: string, name = 'order', value = '1') => ({
  source: `document: {dsl: 1.0.3, namespace: test, name: ${name}, version: ${version}}\ndo:\n  - a:\n      set: {x: ${value}}\n`,
  format: 'yaml' as const,
});

it('stores a YAML document as it was sent, with the hash of its content', async () => {
  const created = await app.createWorkflow(yaml('1.0.0', 'yaml'), call);
  expect(created).toMatchObject({
    namespace: 'test',
    name: 'yaml',
    version: '1.0.0',
    format: 'yaml',
    source: yaml('1.0.0', 'yaml').source,
  });
  const json = JSON.stringify(created.document);
  await expect(app.createWorkflow({ source: json, format: 'json' }, call)).rejects.toMatchObject({
    code: 'WORKFLOW.EXISTS',
  });
  const elsewhere = fakeCall({ permissions: ['workflow:write'] });
  expect((await app.createWorkflow({ source: json, format: 'json' }, elsewhere)).hash).toBe(created.hash);
});

it('keeps the id over versions; what runs is the newest by semantic version', async () => {
  const { id } = await app.createWorkflow(yaml('1.9.0'), call);
  expect((await app.updateWorkflow({ id, ...yaml('1.10.0') }, call)).id).toBe(id);
  await app.updateWorkflow({ id, ...yaml('1.2.0') }, call);
  expect((await app.getWorkflow({ id }, call)).version).toBe('1.10.0');
  const execution = await app.executeWorkflow(
    { workflowId: id, input: {}, connections: {}, waitSeconds: 0 },
    call,
  );
  expect(execution.workflowVersion).toBe('1.10.0');
});

it('refuses a version that renames its definition', async () => {
  const { id } = await app.createWorkflow(yaml('1.0.0', 'fixed'), call);
  await expect(app.updateWorkflow({ id, ...yaml('1.1.0', 'moved') }, call)).rejects.toMatchObject({
    code: 'WORKFLOW.RENAMED',
  });
});

it('refuses an invalid document with WORKFLOW.INVALID and paths, and stores nothing', async () => {
  const bad = {
    source: yaml('1.0.0', 'bad').source.replace('set: {x: 1}', 'wait: soon'),
    format: 'yaml' as const,
  };
  await expect(app.createWorkflow(bad, call)).rejects.toMatchObject({
    code: 'WORKFLOW.INVALID',
    fields: expect.arrayContaining([expect.objectContaining({ path: '/do/0/a/wait' })]),
  });
  expect((await app.listWorkflows({ limit: 100 }, call)).some(each => each.name === 'bad')).toBe(false);
});

it('a deleted definition starts no run, and those under way end', async () => {
  const { id } = await app.createWorkflow(yaml('1.0.0', 'short'), call);
  const request = { workflowId: id, input: {}, connections: {}, waitSeconds: 0 };
  const execution = await app.executeWorkflow(request, call);
  await app.deleteWorkflow({ id }, call);
  await expect(app.executeWorkflow(request, call)).rejects.toMatchObject({ code: 'WORKFLOW.NOT_FOUND' });
  expect(await app.advanceExecution(execution.id)).toEqual({ next: 'end' });
  expect((await app.getExecutionStatus({ id: execution.id }, call)).status).toBe('completed');
});
