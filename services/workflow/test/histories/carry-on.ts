import { isDeepStrictEqual } from 'node:util';
import { type Outcome, type Progress } from '../../src/domain/interpreter/machine.ts';
import {
  type Effect,
  initialState,
  type RunState,
  type TaskRecord,
  upgradeState,
} from '../../src/domain/run-state.ts';
import { createSeal } from '../../src/domain/sealed.ts';
import { runDocument } from '../run-document.ts';
import { type Moment, type Script } from './history.ts';
import { createScriptedWorld, keyOfEffect, type ScriptedWorld } from './scripted-world.ts';

/** Carried is what became of a run from some moment on; nothing in it is a secret. */
export interface Carried {
  outcome: Outcome;
  log: TaskRecord[];
  asked: string[];
  effects: Record<string, Effect>;
}

const nonce = 'recorded';
const lineOf = ({ reference, iteration }: TaskRecord) => `${reference} ${iteration}`;
const beginning = { now: '2026-01-01T00:00:00.000Z', heard: 0, ended: [], answered: {} };

/** carryOn carries a run on to its end, from its beginning or from a moment, by stretches as the service does. */
export async function carryOn(
  script: Script,
  from?: Moment,
  stored: (progress: Progress, world: ScriptedWorld, asked: number) => void = () => undefined,
): Promise<Carried> {
  const { document, input = {}, secrets = {}, stretch } = script;
  const seal = createSeal(secrets, nonce);
  const log = new Map<string, TaskRecord>();
  const asked: string[] = [];
  const effects: Record<string, Effect> = {};
  const hear = (effect: Effect) => {
    const key = keyOfEffect(effect);
    asked.push(key);
    effects[key] = seal.redact(structuredClone(effect));
  };
  const world = createScriptedWorld(script, hear, from ?? beginning);
  const store = (state: RunState, records: TaskRecord[]) => {
    const sealed = seal.redact(records);
    for (const each of sealed) log.set(lineOf(each), each);
    stored({ state: seal.close(state), records: sealed }, world, asked.length);
  };

  let state = from ? upgradeState(structuredClone(from.state)) : initialState(input);
  if (Object.keys(secrets).length > 0) state.seal = nonce;
  for (let turns = 0; turns < 100; turns++) {
    const result = await runDocument(document, {
      input,
      state: seal.open(state),
      ports: { ...world.ports, secrets },
      now: world.ports.now,
      ...(stretch === undefined ? {} : { limits: { stretch } }),
      checkpoint: (kept, records) => {
        store(kept, records);
        return 'go';
      },
    });
    const { outcome } = result;
    const changed = result.log.filter(each => !isDeepStrictEqual(log.get(lineOf(each)), seal.redact(each)));
    if (outcome.kind === 'completed' || outcome.kind === 'faulted') {
      for (const each of changed) log.set(lineOf(each), seal.redact(each));
      return { outcome: seal.redact(outcome), log: [...log.values()], asked, effects };
    }
    store(result.state, changed);
    ({ state } = result);
    if (outcome.kind === 'waiting') world.goOn(outcome);
  }
  throw new Error('this run does not end');
}
