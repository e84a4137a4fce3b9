import { type Context, type Step } from './state.ts';

/** inOrder makes one step of several, each of which calls the next. */
export function inOrder(steps: readonly Step[]): Step {
  return (context, next) => {
    const run = (index: number): Promise<void> => {
      const step = steps[index];
      return step === undefined ? next() : step(context, () => run(index + 1));
    };
    return run(0);
  };
}

/** toEnd runs a step after which nothing comes. */
export function toEnd(step: Step, context: Context): Promise<void> {
  return step(context, async () => undefined);
}
