import { randomBytes } from 'node:crypto';
import {
  createAesSecretBox as create,
  type WrappingKeys,
} from '@neighbourhood/shared/sealing/aes-secret-box';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { makeWebhook } from './make.ts';
import { createMemoryRepositories } from './memory-repositories.ts';

import { createResealSecrets } from '../src/usecase/reseal-secrets.ts';

const createAesSecretBox = (keys: WrappingKeys) => create(keys, 'keys');

describe('when the wrapping key was exchanged', () => {
  const key = () => randomBytes(32).toString('base64');
  const [old, both] = [{ a: key() }, { b: key() }];
  const boxes = {
    old: createAesSecretBox({ current: 'a', keys: old }),
    rotated: createAesSecretBox({ current: 'b', keys: { ...old, ...both } }),
    finished: createAesSecretBox({ current: 'b', keys: both }),
  };

  async function storeWith(count: number) {
    const { webhooks } = createMemoryRepositories();
    const made = Array.from({ length: count }, () => makeWebhook());
    for (const webhook of made)
      await webhooks.insert({
        ...webhook,
        secrets: [{ sealed: boxes.old.seal(`secret ${webhook.id}`, webhook.id) }],
      });
    const opened = async (box = boxes.finished) =>
      (await webhooks.everywhere(undefined, count)).map(({ id, secrets }) =>
        box.open(secrets[0]!.sealed, id),
      );
    return { webhooks, made, opened, expected: made.map(({ id }) => `secret ${id}`).sort() };
  }

  test('every signing secret opens without the old key afterwards, and a second pass finds nothing to do', async () => {
    const { webhooks, opened, expected } = await storeWith(450);
    await expect(opened()).rejects.toThrow('no key a');
    const reseal = createResealSecrets({ webhooks, box: boxes.rotated, log: silentLog });
    expect(await reseal()).toEqual({ done: 450, left: 0 });
    expect((await opened()).sort()).toEqual(expected);
    expect(await reseal()).toEqual({ done: 0, left: 0 });
  });

  test('one that is changed at the same time is left to the next pass', async () => {
    const { webhooks, opened, expected } = await storeWith(2);
    const busy = {
      ...webhooks,
      reseal: async (...args: Parameters<typeof webhooks.reseal>) => {
        const [webhook] = args;
        await webhooks.replace(
          { ...webhook, description: 'changed', updatedAt: new Date() },
          webhook.updatedAt,
        );
        return webhooks.reseal(...args);
      },
    };
    expect(await createResealSecrets({ webhooks: busy, box: boxes.rotated, log: silentLog })()).toEqual({
      done: 0,
      left: 2,
    });
    await createResealSecrets({ webhooks, box: boxes.rotated, log: silentLog })();
    expect((await opened()).sort()).toEqual(expected);
  });

  test('what needs a key that was dropped too early is left as it is', async () => {
    const { webhooks, opened, expected } = await storeWith(2);
    const reseal = createResealSecrets({ webhooks, box: boxes.finished, log: silentLog });
    expect(await reseal()).toEqual({ done: 0, left: 2 });
    expect((await opened(boxes.old)).sort()).toEqual(expected);
  });
});
