import { checkpointContent } from '../domain/ledger.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';
import type { Clock, Signer } from './ports.ts';

const batch = 200;

/** createCheckpointLedgers signs the head of every chain that grew, and returns how many it signed. */
export function createCheckpointLedgers(deps: { ledger: LedgerStore; signer: Signer; clock: Clock }) {
  const { ledger, signer, clock } = deps;
  return async (): Promise<number> => {
    let signed = 0;
    for (;;) {
      const heads = await ledger.unsigned(batch);
      for (const head of heads) {
        const checkpoint = { ...head, at: clock() };
        const signature = await signer.sign('ledger-checkpoint', checkpointContent(checkpoint));
        await ledger.addCheckpoint({ ...checkpoint, signature });
      }
      signed += heads.length;
      if (heads.length < batch) return signed;
    }
  };
}
