import { type Log } from '@neighbourhood/shared/call/call';
import { type SecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { type ApprovalRepository } from '../domain/approvals/approval-repository.ts';
import { type HookRepository } from '../domain/hooks/hook-repository.ts';

interface Deps {
  hooks: Pick<HookRepository, 'everywhere' | 'reseal'>;
  approvals: Pick<ApprovalRepository, 'everywhere' | 'reseal'>;
  box: SecretBox;
  log: Log;
}

const batch = 200;

/**
 * createReseal seals everything by the current key, so that older ones can be dropped. It tells how much it sealed, and
 * how much is left: of hooks that changed meanwhile, or whose key is gone already.
 */
export function createReseal({ hooks, approvals, box, log }: Deps) {
  const anew = (sealed: string, id: string) => box.seal(box.open(sealed, id), id);

  async function pass<T extends { id: string }>(
    some: (after: string | undefined) => Promise<T[]>,
    sealedOf: (item: T) => string[],
    reseal: (item: T) => Promise<boolean>,
  ): Promise<{ done: number; left: number }> {
    let [done, left] = [0, 0];
    let after: string | undefined;
    do {
      const items = await some(after);
      for (const item of items) {
        if (sealedOf(item).every(each => box.isCurrent(each))) continue;
        const sealed = await reseal(item).catch((err: unknown) => {
          log.error({ err, id: item.id }, 'what is encrypted cannot be sealed anew');
          return false;
        });
        if (sealed) done += 1;
        else left += 1;
      }
      after = items.at(-1)?.id;
    } while (after !== undefined);
    return { done, left };
  }

  return async (): Promise<{ done: number; left: number }> => {
    const ofHooks = await pass(
      after => hooks.everywhere(after, batch),
      ({ secrets }) => secrets.map(({ sealed }) => sealed),
      async hook => {
        const secrets = hook.secrets.map(each => ({ ...each, sealed: anew(each.sealed, hook.id) }));
        return hooks.reseal(hook, secrets);
      },
    );
    const ofApprovals = await pass(
      after => approvals.everywhere(after, batch),
      ({ sealedToken }) => [sealedToken],
      async ({ id, sealedToken }) => {
        await approvals.reseal(id, anew(sealedToken, id));
        return true;
      },
    );
    const sum = { done: ofHooks.done + ofApprovals.done, left: ofHooks.left + ofApprovals.left };
    if (sum.done + sum.left > 0) log.info(sum, 'secrets of hooks and links of approvals sealed anew');
    return sum;
  };
}
