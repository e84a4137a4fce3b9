import vm from 'node:vm';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { Provider } from './provider.ts';
import { limited, TooLong } from './template.ts';

const context = vm.createContext({ work: undefined });
const script = new vm.Script('work()');

/** bounded runs something that ends by itself only if a stranger meant well. Throws ERR_SCRIPT_EXECUTION_TIMEOUT else. */
export function bounded<T>(work: () => T, ms: number): T {
  context['work'] = work;
  try {
    return script.runInContext(context, { timeout: ms }) as T;
  } finally {
    context['work'] = undefined;
  }
}

const fillMs = 100;
const mostBytes = 3 * 1024 * 1024;

/** Bounds are what of a provider says how far its templates are trusted. */
export type Bounds = Pick<Provider, 'own' | 'name'>;

/**
 * fillFor fills templates of a provider. Those that a workspace wrote itself may multiply what they are filled with:
 * they get 100 ms, and may make 3 MiB. The catalogue's are ours.
 */
export function fillFor<T>({ own, name }: Bounds, work: () => T): T {
  if (own !== true) return work();
  let made: { value: T; bytes: number } | undefined;
  const measured = () => {
    const value = work();
    return { value, bytes: (JSON.stringify(value) as string | undefined)?.length ?? 0 };
  };
  try {
    // What is ended runs no `finally`: the limit is taken away out here.
    made = limited(mostBytes, () => bounded(measured, fillMs));
  } catch (cause) {
    if (isTooMuch(cause)) throw tooMuch(name, cause);
    throw cause;
  }
  if (made.bytes > mostBytes) throw tooMuch(name);
  return made.value;
}

/** A text that is longer than any may be is a RangeError, and so are objects within objects without end. */
function isTooMuch(error: unknown): boolean {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' || name === 'RangeError' || error instanceof TooLong;
}

function tooMuch(name: string, cause?: unknown): AppError {
  const detail = `The definition of ${name} makes more of this than it may (3 MiB, in 100 ms).`;
  return new AppError('upstreamFailed', 'PROVIDER.ERROR', detail, { cause });
}
