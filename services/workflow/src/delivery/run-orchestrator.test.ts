import { type Turn } from '../usecase/advance-execution.ts';
import { runOrchestrator } from './run-orchestrator.ts';

interface FakeTask {
  what: string;
  isComplete: boolean;
}

/** Plays the engine: notes what the orchestrator asks for, in order. */
function fakeContext() {
  const waits: FakeTask[] = [];
  const restarts: unknown[] = [];
  const context = {
    callActivity: (name: string, input: unknown) => ({
      what: `${name} ${JSON.stringify(input)}`,
      isComplete: false,
    }),
    createTimer: (at: Date) => ({ what: `timer ${at.toISOString()}`, isComplete: false }),
    whenAny: (tasks: FakeTask[]) => ({ what: tasks.map(each => each.what).join(' or '), isComplete: false }),
    waitForExternalEvent: (name: string) => {
      const task = { what: `event ${name}`, isComplete: false };
      waits.push(task);
      return task;
    },
    getCurrentUtcDateTime: () => new Date('2026-01-01T00:00:00Z'),
    continueAsNew: (input: unknown, keep: boolean) => restarts.push([input, keep]),
  };
  return { context: context as never, waits, restarts };
}

const input = { executionId: 'exe_1' };
const advance = 'advance-execution {"executionId":"exe_1"}';

async function play(
  generator: AsyncGenerator<unknown, void, unknown>,
  answers: (Turn | Error | undefined)[],
): Promise<string[]> {
  const asked: string[] = [];
  let step = await generator.next();
  for (const answer of answers) {
    if (step.done) break;
    asked.push((step.value as FakeTask).what);
    step = answer instanceof Error ? await generator.throw(answer) : await generator.next(answer);
  }
  asked.push(step.done ? 'done' : (step.value as FakeTask).what);
  return asked;
}

it('asks for turns and does what they say', async () => {
  const { context } = fakeContext();
  const at = '2026-01-01T00:01:00.000Z';
  const asked = await play(runOrchestrator(context, input), [
    { next: 'again' },
    { next: 'timer', at },
    undefined,
    { next: 'signal' },
    undefined,
    { next: 'end' },
  ]);
  expect(asked).toEqual([
    advance,
    advance,
    `timer ${at} or event wake`,
    advance,
    'event wake',
    advance,
    'done',
  ]);
});

it('keeps one wait for the wake event, and renews it only when it was used', async () => {
  const { context, waits } = fakeContext();
  const generator = runOrchestrator(context, input);
  await play(generator, [{ next: 'again' }, { next: 'again' }]);
  expect(waits).toHaveLength(1);
  waits[0]!.isComplete = true;
  await generator.next({ next: 'again' });
  expect(waits).toHaveLength(2);
});

it('waits longer after every turn that fails, up to half a minute', async () => {
  const { context } = fakeContext();
  const failure = new Error('the database is away');
  const asked = await play(
    runOrchestrator(context, input),
    Array.from({ length: 7 }, () => [failure, undefined]).flat(),
  );
  const timers = asked
    .filter(each => each.startsWith('timer'))
    .map(each => Date.parse(each.split(' ')[1] ?? '') - Date.parse('2026-01-01'));
  expect(timers).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

it('begins a new history after fifty turns, and keeps events that nobody took', async () => {
  const { context, restarts } = fakeContext();
  await play(
    runOrchestrator(context, input),
    Array.from({ length: 60 }, (): Turn => ({ next: 'again' })),
  );
  expect(restarts).toEqual([[{ executionId: 'exe_1', failures: 0 }, true]]);
});
