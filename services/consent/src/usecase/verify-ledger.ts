import type { Call } from '@neighbourhood/shared/call/call';
import { type Checkpoint, checkpointContent, type Verification, verify } from '../domain/ledger.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';
import { requireReader } from './access.ts';
import type { Signer } from './ports.ts';

/** createVerifyLedger recomputes the whole chain of the caller's workspace, and holds it against its checkpoints. */
export function createVerifyLedger({ ledger, signer }: { ledger: LedgerStore; signer: Signer }) {
  return async (call: Call): Promise<Verification> =>
    ledger.read(requireReader(call), async chain =>
      verify(chain, await anchorsOf(chain.checkpoints, signer)),
    );
}

/** A checkpoint that was tampered with vouches for nothing, so that the entry under it cannot fit. */
async function anchorsOf(checkpoints: readonly Checkpoint[], signer: Signer): Promise<Map<number, string>> {
  const anchors = new Map<number, string>();
  for (const checkpoint of checkpoints) {
    const signed = await signer.open('ledger-checkpoint', checkpoint.signature);
    const genuine = JSON.stringify(signed) === JSON.stringify(checkpointContent(checkpoint));
    anchors.set(checkpoint.seq, genuine ? checkpoint.hash : 'forged');
  }
  return anchors;
}
