import { randomUUID } from 'node:crypto';
import { type Log } from '@neighbourhood/shared/call/call';
import { type Claim, type Lease, type RunRepository } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';
import { interpret, type Stretch } from '../domain/interpreter/interpreter.ts';
import { type Limits, type Run, type Wait } from '../domain/interpreter/machine.ts';
import { initialState } from '../domain/run-state.ts';
import { createSeal, type Seal } from '../domain/sealed.ts';
import { isObject } from '../domain/json.ts';
import { fault } from '../domain/workflow-error.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { holdLease, LeaseLost } from './hold-lease.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock, type DocumentTools, type World, type WorldOf } from './ports.ts';

/**
 * Turn tells the engine what to do next: nothing more; look again at a time, or earlier when woken; look again
 * when woken; look again at once.
 */
export type Turn =
  | { next: 'end' }
  | {
      next: 'timer';
      at: string;
      /** Somebody else sees to it that the run goes on then. */
      elsewhere?: true;
      /** The engine has heard of the run. */
      told?: true;
    }
  | { next: 'signal' }
  | { next: 'again' };

interface Deps extends DocumentTools {
  workflows: WorkflowRepository;
  runs: RunRepository;
  worldOf: WorldOf;
  /** Carries on the run that waits for one that has ended. */
  drive: Drive;
  /** Begins the delay of a definition's schedule, if no run of it is left. */
  restartAfter(workflowId: string): Promise<void>;
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
  const { runs, owner, leaseMs, log, now } = deps;
  // A process may take its own lease again, after a failure; not while it is at work under it.
  const atWork = new Set<string>();

  async function advance(id: string): Promise<Turn> {
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
  }

  return async (id: string): Promise<Turn> => {
    if (atWork.has(id))
      return { next: 'timer', at: new Date(now().getTime() + leaseMs).toISOString(), elsewhere: true };
    atWork.add(id);
    try {
      return await advance(id);
    } finally {
      atWork.delete(id);
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
      return { next: 'timer', at: claim.until.toISOString(), elsewhere: true };
    case 'waiting':
      return { next: 'timer', at: claim.until.toISOString(), elsewhere: true };
  }
}

async function carryOn(deps: Deps, claim: Claim & { kind: 'claimed' }, lease: Lease): Promise<Turn> {
  const { execution } = claim;
  const workflow = await deps.workflows.findPinned(
    execution.workspaceId,
    execution.workflowId,
    execution.workflowVersion,
  );
  const world = deps.worldOf(execution);
  const secrets = await world.secretsOf(workflow?.document.use?.secrets ?? []);
  const nonce = claim.state?.seal ?? randomUUID();
  const seal = createSeal(secrets, nonce);
  const run = workflow && runOf(execution, workflow, seal.open(claim.state));
  if (run && Object.keys(secrets).length > 0) run.state.seal = nonce;
  if (!run || workflow.hash !== execution.workflowHash) {
    const { error } = fault('configuration', 'The definition of this run is not what it was started with');
    await deps.runs.end(lease, { status: 'faulted', error }, []);
    return { next: 'end' };
  }
  const hold = holdLease(deps.runs, lease, deps.leaseMs);
  try {
    const { outcome, records } = await interpret(run, {
      ...deps,
      ...world,
      secrets,
      limits: deps.runLimits,
      signal: hold.signal,
      children: { ...world.children, start: call => world.children.start(seal.redact(call)) },
      checkpoint: async ({ state, records }) =>
        hold.kept(
          await deps.runs.checkpoint(lease, { state: seal.close(state), records: seal.redact(records) }),
        ),
    });
    const turn = await conclude(deps, lease, run, seal, { outcome, records });
    if (turn.next === 'end') afterEnd(deps, execution, workflow);
    if (outcome.kind !== 'waiting' || turn.next === 'end') return turn;
    // What came between the last look and the pause found nobody to wake.
    if ((await hasCome(world, outcome)) && (await deps.runs.wake(lease.id))) return { next: 'again' };
    return turn.next === 'timer' && claim.told ? { ...turn, told: true } : turn;
  } catch (error) {
    // What the abort of a lost lease broke is no failure of its own.
    if (hold.signal.aborted) throw new LeaseLost();
    throw error;
  } finally {
    hold.release();
  }
}

/** What waits for the end of a run goes on at once; what fails here is found again by those who look after it. */
function afterEnd(deps: Deps, { parentId }: Execution, { id, document: { schedule } }: Workflow): void {
  if (parentId !== undefined) deps.drive(parentId);
  if (isObject(schedule) && schedule['after'] !== undefined)
    deps.restartAfter(id).catch((err: unknown) => {
      deps.log.warn({ err, workflowId: id }, 'a schedule starts again, later');
    });
}

async function hasCome({ events, children }: World, { events: types, after, children: ids }: Wait) {
  if (types && (await events.after(after ?? 0, types === 'any' ? undefined : types, 1)).length > 0)
    return true;
  for (const id of ids ?? []) if (await children.end(id)) return true;
  return false;
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
  seal: Seal,
  { outcome, records: open }: Stretch,
): Promise<Turn> {
  const records = seal.redact(open);
  switch (outcome.kind) {
    case 'completed':
    case 'faulted': {
      const { kind: status, ...rest } = outcome;
      const stored = await runs.end(
        lease,
        seal.redact({ status, ...rest }) as Parameters<RunRepository['end']>[1],
        records,
      );
      if (!stored) throw new LeaseLost();
      log.info({ executionId: lease.id, status }, 'execution ended');
      return { next: 'end' };
    }
    case 'waiting': {
      const { until } = outcome;
      const answer = await runs.pause(lease, { state: seal.close(run.state), records }, outcome);
      if (answer === 'lost') throw new LeaseLost();
      if (answer === 'hold' || !until) return { next: 'signal' };
      return { next: 'timer', at: until.toISOString() };
    }
    case 'held':
    case 'more': {
      const answer = await runs.pause(lease, { state: seal.close(run.state), records });
      if (answer === 'lost') throw new LeaseLost();
      return answer === 'hold' ? { next: 'signal' } : { next: 'again' };
    }
  }
}
