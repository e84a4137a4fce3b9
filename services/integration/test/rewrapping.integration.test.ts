import type { Pool } from '@neighbourhood/shared/database/pool';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { Registry } from 'prom-client';
import { createEnvelopeCipher } from '../src/infrastructure/envelope-cipher.ts';
import { rewrapDataKeys, watchStaleKeys } from '../src/infrastructure/rewrap-data-keys.ts';
import { createWrapping, type Wrapping } from '../src/infrastructure/wrapping.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { newWrappingKeys } from './harness.ts';
import { migratedPool } from './postgres.ts';

describe('the wrapping key of the credentials', () => {
  const [first, second] = [newWrappingKeys('k1'), newWrappingKeys('k2')];
  const both = { ...first.keys, ...second.keys };
  let pool: Pool;

  beforeEach(async () => {
    pool = await migratedPool();
  });
  afterEach(() => pool.end());

  /** A process that has the secret, which may change under it. */
  const processWith = (secret: Parameters<typeof createWrapping>[0]) => {
    const keys = createPostgresDataKeys(pool);
    const wrapping = {
      current: createWrapping(secret),
      later: undefined as Wrapping | undefined,
      refresh: () => Promise.resolve(void (wrapping.current = wrapping.later ?? wrapping.current)),
    };
    const registry = new Registry();
    watchStaleKeys({ keys, wrapping, registry });
    const stale = async () => /secret_stale_wrappings\{.*\} (\d+)/.exec(await registry.metrics())?.[1];
    return { keys, wrapping, cipher: createEnvelopeCipher(keys, wrapping), stale };
  };

  test('is exchanged while credentials are sealed and opened, until the old one can be dropped', async () => {
    const replicas = [processWith(first), processWith(first)];
    const sealed = await Promise.all(
      Array.from({ length: 250 }, async (_, index) => {
        const workspace = newId('wsp');
        const text = `credentials ${String(index)}`;
        return { workspace, text, sealed: await replicas[index % 2]!.cipher.seal(workspace, 'con_1', text) };
      }),
    );
    const open = (of: (typeof replicas)[0]) =>
      Promise.all(sealed.map(one => of.cipher.open(one.workspace, 'con_1', one.sealed)));
    const texts = sealed.map(({ text }) => text);

    for (const replica of replicas) replica.wrapping.current = createWrapping({ current: 'k2', keys: both });
    expect(await replicas[0]!.stale()).toBe('250');
    // Both replicas at once, and calls meanwhile: nothing is done twice, nothing is lost.
    const [one, other, opened] = await Promise.all([
      rewrapDataKeys({ ...replicas[0]!, log: silentLog }),
      rewrapDataKeys({ ...replicas[1]!, log: silentLog }),
      open(processWith({ current: 'k1', keys: both })),
    ]);
    expect(opened).toEqual(texts);
    await rewrapDataKeys({ ...replicas[0]!, log: silentLog });
    expect({ failed: one.failed + other.failed, stale: await replicas[1]!.stale() }).toEqual({
      failed: 0,
      stale: '0',
    });
    expect(one.done + other.done).toBeLessThanOrEqual(250);
    expect(await open(processWith(second))).toEqual(texts);
    // Now, and only now, the old key is of no use to anybody.
    await expect(open(processWith(first))).rejects.toThrow('no key k2');
  });

  test('is learned by a replica that meets it in the database before its secret is read again', async () => {
    const [early, late] = [processWith({ current: 'k2', keys: both }), processWith(first)];
    late.wrapping.later = createWrapping({ current: 'k2', keys: both });
    const workspace = newId('wsp');
    const sealed = await early.cipher.seal(workspace, 'con_1', 'text');
    expect(await late.cipher.open(workspace, 'con_1', sealed)).toBe('text');
  });

  test('that was dropped too early is named, and what it wrapped stays as it is', async () => {
    const workspaces = [newId('wsp'), newId('wsp')];
    const old = processWith(first);
    const sealed = await Promise.all(workspaces.map(id => old.cipher.seal(id, 'con_1', id)));
    const hasty = processWith(second);
    expect(await rewrapDataKeys({ ...hasty, log: silentLog })).toEqual({ done: 0, failed: 2 });
    expect(await hasty.stale()).toBe('2');
    expect(await processWith(first).cipher.open(workspaces[1]!, 'con_1', sealed[1]!)).toBe(workspaces[1]);
  });
});
