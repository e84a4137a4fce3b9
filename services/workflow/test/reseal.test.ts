import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createAesSecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { newHook } from '../src/domain/hooks/hook.ts';
import { createMemoryApprovals } from '../src/repository/memory-approvals.ts';
import { createMemoryHooks } from '../src/repository/memory-hooks.ts';
import { createReseal } from '../src/usecase/reseal.ts';

const keys = { a: Buffer.alloc(32, 1).toString('base64'), b: Buffer.alloc(32, 2).toString('base64') };
const [before, both, after] = [
  createAesSecretBox({ current: 'a', keys: { a: keys.a } }, 'test'),
  createAesSecretBox({ current: 'b', keys }, 'test'),
  createAesSecretBox({ current: 'b', keys: { b: keys.b } }, 'test'),
];

async function stored() {
  const hooks = createMemoryHooks();
  const approvals = createMemoryApprovals({ runEnded: async () => false, publish: async () => undefined });
  const at = new Date();
  for (let n = 0; n < 201; n++) {
    const hook = newHook(newId('wsp'), { path: 'a' }, at);
    const secrets = [{ sealed: before.seal('new', hook.id) }, { sealed: before.seal('old', hook.id) }];
    await hooks.insert({ ...hook, secrets });
    const id = newId('apr');
    await approvals.add({
      ...{ id, workspaceId: 'wsp_1', executionId: 'exe_1', title: 't', description: '', choices: ['a'] },
      ...{ tokenHash: id, sealedToken: before.seal('token', id), createdAt: at, expiresAt: at },
    });
  }
  return { hooks, approvals };
}

it('after it, everything opens without the key before, and a second pass finds nothing to do', async () => {
  const { hooks, approvals } = await stored();
  const reseal = createReseal({ hooks, approvals, box: both, log: silentLog });
  expect(await reseal()).toEqual({ done: 402, left: 0 });
  for (const { id, secrets } of await hooks.everywhere(undefined, 1_000))
    expect(secrets.map(({ sealed }) => after.open(sealed, id))).toEqual(['new', 'old']);
  for (const { id, sealedToken } of await approvals.everywhere(undefined, 1_000))
    expect(after.open(sealedToken, id)).toBe('token');
  expect(await reseal()).toEqual({ done: 0, left: 0 });
});

it('tells what it could not seal anew', async () => {
  const { hooks, approvals } = await stored();
  expect(await createReseal({ hooks, approvals, box: after, log: silentLog })()).toEqual({
    done: 0,
    left: 402,
  });
  const busy = { ...hooks, reseal: async () => false };
  expect(await createReseal({ hooks: busy, approvals, box: both, log: silentLog })()).toEqual({
    done: 201,
    left: 201,
  });
});
