import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import type { GuardOptions } from '@neighbourhood/shared/net/ssrf';
import type { Provider } from '../domain/provider.ts';
import type { ReadDefinition } from '../usecase/ports.ts';
import { compileGuarded } from './ajv-check-schema.ts';
import { checkProvider } from './check-provider.ts';
import { ownProblems } from './own-rules.ts';
import { parseEntry } from './parse-entry.ts';

const mostBytes = 128 * 1024;

/**
 * createReadDefinition checks what a workspace says of a provider: by the schema of the catalogue, and as what it is,
 * a stranger's: addresses may not lead inside, patterns may not take for ever, nothing of the platform's is named.
 */
export function createReadDefinition(guard: GuardOptions): ReadDefinition {
  return definition => {
    try {
      return readAsOwn(definition, guard);
    } catch (error) {
      // Whoever nests without end overruns the stack of what checks it.
      if ((error as Error).name !== 'RangeError') throw error;
      return { problems: [{ path: '', message: 'is nested too deeply' }] };
    }
  };
}

function readAsOwn(definition: unknown, guard: GuardOptions): ReturnType<ReadDefinition> {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition))
    return { problems: [{ path: '', message: 'must be an object' }] };
  if (Buffer.byteLength(JSON.stringify(definition)) > mostBytes)
    return { problems: [{ path: '', message: 'is longer than 128 KiB' }] };
  const { baseUrl } = definition as { baseUrl?: unknown };
  const base = typeof baseUrl === 'string' ? baseUrl.replace(/\/$/, '') : '';
  const parsed = parseEntry(baseUrl === undefined ? definition : { ...definition, baseUrl }, base, base);
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    };
  const provider: Provider = { ...parsed.data, own: true };
  const found = [
    ...ownProblems(provider, guard),
    // Broken schemas are refused here, before anything else compiles them.
    ...compileGuarded(provider.actions.flatMap(({ input, output }) => [input, output])).map(problem => ({
      path: 'actions',
      message: problem,
    })),
  ];
  const problems = found.length > 0 ? found : checkProvider(provider).map(toField(provider));
  return problems.length > 0 ? { problems } : { provider };
}

/** What is said of an action names it; the field is its place in the list. */
function toField({ actions }: Provider): (problem: string) => FieldError {
  return problem => {
    const index = actions.findIndex(({ id, version }) => problem.startsWith(`action ${id} ${version} `));
    return { path: index < 0 ? '' : `actions.${index}`, message: problem };
  };
}
