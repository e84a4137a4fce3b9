import { randomUUID } from 'node:crypto';
import { type Log } from '@neighbourhood/shared/call/call';
import {
  type Claim,
  type ExecutionRepository,
  type Lease,
  type RunRepository,
} from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';
import { interpret, type Stretch } from '../domain/interpreter/interpreter.ts';
import { type Limits, type Run, type Wait } from '../domain/interpreter/machine.ts';
import { initialState } from '../domain/run-state.ts';
import { makesLinks } from '../domain/own-functions.ts';
import { createGrowingSeal, createSeal, type Seal } from '../domain/sealed.ts';
import { isObject } from '../domain/json.ts';
import { fault } from '../domain/workflow-error.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { holdLease, LeaseLost } from './hold-lease.ts';
import { type Beginner } from './begin-execution.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock, type DocumentTools, type World, type WorldOf } from './ports.ts';
import { type TaskTeller } from './tell-tasks.ts';

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
      /** So soon that the engine need not hear of it. */
      near?: true;
    }
  | { next: 'signal' }
  | { next: 'again' };

interface Deps extends DocumentTools {
  workflows: WorkflowRepository;
  executions: Pick<ExecutionRepository, 'task'>;
  runs: RunRepository;
  worldOf: WorldOf;
  /** Carries on the run that waits for one that has ended. */
  drive: Drive;
  /** Begins the delay of a definition's schedule, if no run of it is left. */
  restartAfter(workflowId: string): Promise<void>;
  now: Clock;
  random: () => number;
  log: Log;
  /** Tells of tasks, where the document wants that. */
  tellTasks: Pick<TaskTeller, 'ofRun'>;
  /** Counts runs at work. */
  atWork: Pick<Beginner, 'enter' | 'leave'>;
  /** Names this process among those that carry runs on. */
  owner: string;
  leaseMs: number;
  /** The engine keeps the times of longer waits only. */
  engineFromMs: number;
  /** Runs that the engine did not carry on when it should have: it keeps no time of theirs any more. */
  lostByEngine: Set<string>;
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
    if (claim.kind !== 'claimed') return refused(claim, id, deps);
    const lease = { id, epoch: claim.epoch };
    deps.atWork.enter(claim.execution);
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
    let more = false;
    try {
      const turn = await advance(id);
      more = turn.next === 'again';
      return turn;
    } finally {
      atWork.delete(id);
      deps.atWork.leave(id, more);
    }
  };
}

function refused(claim: Exclude<Claim, { kind: 'claimed' }>, id: string, deps: Deps): Turn {
  switch (claim.kind) {
    case 'ended':
      return { next: 'end' };
    case 'suspended':
      return { next: 'signal' };
    case 'busy':
      return { next: 'timer', at: claim.until.toISOString(), elsewhere: true };
    case 'waiting':
      return {
        next: 'timer',
        at: claim.until.toISOString(),
        elsewhere: true,
        ...nearness(deps, id, claim.until),
      };
  }
}

function nearness({ now, engineFromMs, lostByEngine }: Deps, id: string, until: Date): { near?: true } {
  const near = until.getTime() - now().getTime() <= engineFromMs || lostByEngine.has(id);
  return near ? { near } : {};
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
  const linked = workflow !== undefined && makesLinks(workflow.document);
  const seal = linked
    ? createGrowingSeal(Object.assign(await world.links(), secrets), nonce)
    : createSeal(secrets, nonce);
  const run = workflow && runOf(execution, workflow, seal.open(claim.state));
  if (run && (linked || Object.keys(secrets).length > 0)) run.state.seal = nonce;
  if (!run || workflow.hash !== execution.workflowHash) {
    const { error } = fault('configuration', 'The definition of this run is not what it was started with');
    await deps.runs.end(lease, { status: 'faulted', error }, []);
    return { next: 'end' };
  }
  const hold = holdLease(deps.runs, lease, deps.leaseMs);
  const tell = deps.tellTasks.ofRun(execution, workflow);
  try {
    const { outcome, records } = await interpret(run, {
      ...deps,
      ...world,
      secrets,
      limits: deps.runLimits,
      signal: hold.signal,
      past: (rerun, task) => deps.executions.task(execution.workspaceId, rerun.of, task),
      children: { ...world.children, start: call => world.children.start(seal.redact(call)) },
      checkpoint: async ({ state, records: open }) => {
        const records = seal.redact(open);
        await tell(records);
        return hold.kept(await deps.runs.checkpoint(lease, { state: seal.close(state), records }));
      },
    });
    await tell(seal.redact(records));
    const turn = await conclude(deps, lease, run, seal, { outcome, records });
    if (turn.next === 'end') {
      deps.lostByEngine.delete(execution.id);
      afterEnd(deps, execution, workflow);
    }
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

function runOf(
  execution: Execution,
  { document }: Workflow,
  state = initialState(execution.input, execution.rerun),
): Run {
  return {
    executionId: execution.id,
    document,
    input: execution.input,
    startedAt: execution.createdAt,
    state,
  };
}

async function conclude(
  deps: Deps,
  lease: Lease,
  run: Run,
  seal: Seal,
  { outcome, records: open }: Stretch,
): Promise<Turn> {
  const { runs, log } = deps;
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
      const near = until ? nearness(deps, lease.id, until) : {};
      const progress = { state: seal.close(run.state), records };
      const answer = await runs.pause(lease, progress, { ...outcome, ...near });
      if (answer === 'lost') throw new LeaseLost();
      if (answer === 'hold' || !until) return { next: 'signal' };
      return { next: 'timer', at: until.toISOString(), ...near };
    }
    case 'held':
    case 'more': {
      const answer = await runs.pause(lease, { state: seal.close(run.state), records });
      if (answer === 'lost') throw new LeaseLost();
      return answer === 'hold' ? { next: 'signal' } : { next: 'again' };
    }
  }
}
