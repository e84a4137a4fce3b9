import { type Pool } from '@neighbourhood/shared/database/pool';
import { type Claim, type Ending, type Lease } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';
import { type Progress } from '../domain/interpreter/machine.ts';
import { type TaskRecord } from '../domain/run-state.ts';
import { createCheckpoints } from './postgres-checkpoints.ts';
import { createEnds, type EndHearer } from './postgres-ends.ts';
import { createFirstClaims } from './postgres-first-claims.ts';

/**
 * FirstStretches are runs from their beginning in this process until they wait for something, become large, or end: most
 * runs, from beginning to end. What is written of them is known to be small and is written for many in one statement. Each
 * answer is undefined where the run is none of them, or not any more.
 */
export interface FirstStretches {
  /** A run was stored by this process. */
  inserted(execution: Execution): void;
  claim(id: string, owner: string, leaseMs: number): Promise<Claim | undefined> | undefined;
  checkpoint(lease: Lease, progress: Progress): Promise<'go' | 'hold' | 'lost'> | undefined;
  end(lease: Lease, ending: Ending, records: readonly TaskRecord[]): Promise<boolean> | undefined;
  /** From now on it is a run as any other. */
  leave(id: string): void;
}

/** Characters of JSON, well below those of payloads that are kept elsewhere. */
const small = 16_000;
/** Runs that are stored and wait for their turn in this process. */
const mostPending = 10_000;

/** createFirstStretches makes it. */
export function createFirstStretches(pool: Pool, hearer?: EndHearer): FirstStretches {
  const pending = new Map<string, Execution>();
  const running = new Map<string, Execution>();
  const firstClaim = createFirstClaims(pool);
  const checkpoint = createCheckpoints(pool);
  const end = createEnds(pool, hearer);

  async function claimFirst(
    execution: Execution,
    owner: string,
    leaseMs: number,
  ): Promise<Claim | undefined> {
    const claim = await firstClaim({ execution, owner, leaseMs });
    if (claim?.kind === 'claimed' && execution.parentId === undefined)
      running.set(execution.id, claim.execution);
    return claim;
  }

  return {
    inserted(execution) {
      if (pending.size >= mostPending) pending.clear();
      pending.set(execution.id, execution);
    },
    claim(id, owner, leaseMs) {
      running.delete(id);
      const execution = pending.get(id);
      pending.delete(id);
      return execution && claimFirst(execution, owner, leaseMs);
    },
    checkpoint({ id, epoch }, { state, records }) {
      if (!running.has(id)) return undefined;
      const text = JSON.stringify(state);
      if (text.length + sizeOf(records) > small) {
        running.delete(id);
        return undefined;
      }
      return checkpoint({ id, epoch, state: text, records });
    },
    end({ id, epoch }, ending, records) {
      const execution = running.get(id);
      running.delete(id);
      if (!execution || sizeOf([...records, ending]) > small) return undefined;
      return end({ execution, epoch, ending, records });
    },
    leave: id => void running.delete(id),
  };
}

const sizeOf = (values: readonly object[]) => JSON.stringify(values).length;
