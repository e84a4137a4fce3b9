import { pathToFileURL } from 'node:url';
import { entryIds, readEntry } from './read-entry.ts';

/** check.ts says what is wrong with entries and their examples, as far as it can be seen without calling anybody. */
async function check(id: string): Promise<string[]> {
  try {
    const { provider, examples } = await readEntry(id);
    const actions = new Set(provider.actions.map(action => action.id));
    return [
      ...[...actions]
        .filter(action => examples.actions[action] === undefined)
        .map(action => `${action} has no example`),
      ...Object.keys(examples.actions)
        .filter(action => !actions.has(action))
        .map(action => `there is no action ${action}`),
    ];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const named = process.argv.slice(2).filter(each => each !== '--quiet');
  const quiet = process.argv.includes('--quiet');
  for (const id of named.length > 0 ? named : await entryIds()) {
    const problems = await check(id);
    if (problems.length > 0) {
      process.stderr.write(`${id}:\n  ${problems.join('\n  ')}\n`);
      process.exitCode = 1;
    } else if (!quiet) process.stdout.write(`${id}: fine\n`);
  }
}
