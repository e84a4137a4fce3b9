import { newId } from '@neighbourhood/shared/ids/typed-id';
import { hashOf } from '../src/domain/document.ts';
import { type WorkflowRepository, type WorkflowVersion } from '../src/domain/workflow.ts';
import { documentOf } from './run-document.ts';

/** versionOf makes a version to be added. */
export function versionOf(name: string, version: string, namespace = 'test'): WorkflowVersion {
  const document = documentOf([{ a: { set: { version } } }], {
    document: { dsl: '1.0.3', namespace, name, version },
  });
  const source = JSON.stringify(document);
  return { namespace, name, version, hash: hashOf(document), format: 'json', source, document };
}

/** workflowRepositoryContract is what every WorkflowRepository must do. */
export function workflowRepositoryContract(make: () => WorkflowRepository): void {
  let workflows: WorkflowRepository;
  const mine = newId('wsp');
  const other = newId('wsp');
  beforeEach(() => {
    workflows = make();
  });

  it('keeps versions under one id and gives the newest by semantic version', async () => {
    const first = await workflows.add(mine, versionOf('order', '1.9.0'));
    const second = await workflows.add(mine, versionOf('order', '1.10.0'));
    const late = await workflows.add(mine, versionOf('order', '1.2.0'));
    expect([second.id, late.id]).toEqual([first.id, first.id]);
    expect((await workflows.find(mine, first.id))?.version).toBe('1.10.0');
    const found = await workflows.find(mine, first.id, '1.2.0');
    expect(found).toMatchObject({
      hash: late.hash,
      source: late.source,
      document: late.document,
      workspaceId: mine,
    });
    expect(found?.createdAt).toEqual(first.createdAt);
  });

  it('refuses a version that exists, in the same workspace and namespace only', async () => {
    const name = `only-${newId('evt')}`;
    await workflows.add(mine, versionOf(name, '1.0.0'));
    await expect(workflows.add(mine, versionOf(name, '1.0.0'))).rejects.toMatchObject({
      code: 'WORKFLOW.EXISTS',
    });
    await workflows.add(mine, versionOf(name, '1.0.0', 'another'));
    await workflows.add(other, versionOf(name, '1.0.0'));
  });

  it('lets one of two win who add the same version at once', async () => {
    const name = `race-${newId('evt')}`;
    const both = await Promise.allSettled([1, 2].map(() => workflows.add(mine, versionOf(name, '1.0.0'))));
    expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('lists newest first, by pages and by namespace, and only the own workspace’s', async () => {
    const workspace = newId('wsp');
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c'])
      ids.unshift((await workflows.add(workspace, versionOf(name, '1.0.0'))).id);
    await workflows.add(workspace, versionOf('a', '2.0.0'));
    const page = await workflows.list(workspace, {}, { limit: 2 });
    const rest = await workflows.list(workspace, {}, { limit: 2, before: page[1]!.id });
    expect([...page, ...rest].map(each => each.id)).toEqual(ids);
    expect(rest[0]?.version).toBe('2.0.0');
    expect(await workflows.list(workspace, { namespace: 'none' }, { limit: 2 })).toEqual([]);
    expect(await workflows.list(other, {}, { limit: 100 })).not.toContainEqual(
      expect.objectContaining({ workspaceId: workspace }),
    );
  });

  it('removes a definition for everybody but the runs that are pinned to it, and frees its name', async () => {
    const name = `gone-${newId('evt')}`;
    const added = await workflows.add(mine, versionOf(name, '1.0.0'));
    expect(await workflows.remove(other, added.id)).toBe(false);
    expect(await workflows.remove(mine, added.id)).toBe(true);
    expect(await workflows.remove(mine, added.id)).toBe(false);
    expect(await workflows.find(mine, added.id)).toBeUndefined();
    expect((await workflows.findPinned(mine, added.id, '1.0.0'))?.hash).toBe(added.hash);
    expect((await workflows.add(mine, versionOf(name, '1.0.0'))).id).not.toBe(added.id);
  });

  it('finds nothing of another workspace', async () => {
    const added = await workflows.add(mine, versionOf(`mine-${newId('evt')}`, '1.0.0'));
    expect(await workflows.find(other, added.id)).toBeUndefined();
    expect(await workflows.findPinned(other, added.id, '1.0.0')).toBeUndefined();
  });
}
