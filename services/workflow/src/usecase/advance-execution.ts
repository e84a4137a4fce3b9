import { type Log } from '@neighbourhood/shared/call/call';
import { type Claim, type Lease, type RunRepository } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';
import { interpret } from '../domain/interpreter/interpreter.ts';
import { type Limits, type Outcome, type Run } from '../domain/interpreter/machine.ts';
import { initialState } from '../domain/run-state.ts';
import { fault } from '../domain/workflow-error.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { holdLease, LeaseLost } from './hold-lease.ts';
import { type ActionsOf, type Clock, type DocumentTools } from './ports.ts';

/**
 * Turn tells the engine what to do next: nothing more; look again at a time, or earlier when woken; look again
 * when woken; look again at once.
 */
export type Turn = { next: 'end' } | { next: 'timer'; at: string } | { next: 'signal' } | { next: 'again' };

interface Deps extends DocumentTools {
  workflows: WorkflowRepository;
  runs: RunRepository;
  actionsOf: ActionsOf;
  now: Clock;
  random: () => number;
  log: Log;
  /** Names this process among those that carry runs on. */
  owner: string;
  leaseMs: number;
  runLimits: Limits;
}

/**
 * createAdvanceExecution carries a run on as far as it goes without waiting. It may be called at any time, by
 * any number of processes, however often: the lease lets one at a time work, and nobody writes without it.
 */
export function createAdvanceExecution(deps: Deps) {
  const { runs, owner, leaseMs, log } = deps;
  return async (id: string): Promise<Turn> => {
    const claim = await runs.claim(id, owner, leaseMs);
    if (claim.kind !== 'claimed') return refused(claim);
    const lease = { id, epoch: claim.epoch };
    try {
      return await carryOn(deps, claim, lease);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      log.info({ executionId: id }, 'a run was ended or taken over by another process');
      return { next: 'again' };
    }
  };
}

function refused(claim: Exclude<Claim, { kind: 'claimed' }>): Turn {
  switch (claim.kind) {
    case 'ended':
      return { next: 'end' };
    case 'suspended':
      return { next: 'signal' };
    case 'busy':
    case 'waiting':
      return { next: 'timer', at: claim.until.toISOString() };
  }
}

async function carryOn(deps: Deps, claim: Claim & { kind: 'claimed' }, lease: Lease): Promise<Turn> {
  const { execution } = claim;
  const workflow = await deps.workflows.findPinned(
    execution.workspaceId,
    execution.workflowId,
    execution.workflowVersion,
  );
  const run = workflow && runOf(execution, workflow, claim.state);
  if (!run || workflow.hash !== execution.workflowHash) {
    const { error } = fault('configuration', 'The definition of this run is not what it was started with');
    await deps.runs.end(lease, { status: 'faulted', error }, []);
    return { next: 'end' };
  }
  const hold = holdLease(deps.runs, lease, deps.leaseMs);
  try {
    const { outcome, records } = await interpret(run, {
      ...deps,
      limits: deps.runLimits,
      actions: deps.actionsOf(execution),
      signal: hold.signal,
      checkpoint: async progress => hold.kept(await deps.runs.checkpoint(lease, progress)),
    });
    return await conclude(deps, lease, run, outcome, records);
  } catch (error) {
    // What the abort of a lost lease broke is no failure of its own.
    if (hold.signal.aborted) throw new LeaseLost();
    throw error;
  } finally {
    hold.release();
  }
}

function runOf(execution: Execution, { document }: Workflow, state = initialState(execution.input)): Run {
  return {
    executionId: execution.id,
    document,
    input: execution.input,
    startedAt: execution.createdAt,
    state,
  };
}

async function conclude(
  { runs, log }: Deps,
  lease: Lease,
  run: Run,
  outcome: Outcome,
  records: Parameters<RunRepository['end']>[2],
): Promise<Turn> {
  switch (outcome.kind) {
    case 'completed':
    case 'faulted': {
      const { kind: status, ...rest } = outcome;
      const stored = await runs.end(
        lease,
        { status, ...rest } as Parameters<RunRepository['end']>[1],
        records,
      );
      if (!stored) throw new LeaseLost();
      log.info({ executionId: lease.id, status }, 'execution ended');
      return { next: 'end' };
    }
    case 'waiting': {
      const answer = await runs.pause(lease, { state: run.state, records }, outcome.until);
      if (answer === 'lost') throw new LeaseLost();
      return answer === 'hold' ? { next: 'signal' } : { next: 'timer', at: outcome.until.toISOString() };
    }
    case 'held':
    case 'more': {
      const answer = await runs.pause(lease, { state: run.state, records });
      if (answer === 'lost') throw new LeaseLost();
      return answer === 'hold' ? { next: 'signal' } : { next: 'again' };
    }
  }
}
