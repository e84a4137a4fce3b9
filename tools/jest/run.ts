import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What Jest's --json report says, as far as it is used here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

/** What a machine lacks is named by the test that needs it: `… (skipped: Go is missing)`. */
const excused = /\(skipped: .+ is missing\)/;

interface Totals {
  passed: number;
  failed: number;
}

const root = path.resolve(import.meta.dirname, '../..');
const results = path.join(root, 'coverage/results');

const interrupted = new AbortController();

/** Runs Jest once and gives its exit code. */
const jest = (name: string, args: string[]) =>
  new Promise<number>(resolve => {
    const child = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        path.join(root, 'node_modules/jest/bin/jest.js'),
        '--json',
        '--forceExit',
        `--outputFile=${path.join(results, `${name}.json`)}`,
        ...args,
      ],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
    );
    const signalAll = (signal: NodeJS.Signals) => {
      try {
        process.kill(-(child.pid ?? NaN), signal);
      } catch {
        // Nobody is left.
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        interrupted.abort();
        signalAll(signal);
      });
    }
    child.once('error', () => resolve(1));
    child.once('close', code => {
      // A worker that never came to an end outlives Jest, and so does what it started.
      signalAll('SIGKILL');
      resolve(code ?? 1);
    });
  });

/** Reads one run's totals: a suite that could not even run is one failure, and so is a run without a report. */
const totalsOf = async (name: string, exitCode: number): Promise<Totals> => {
  try {
    const report = JSON.parse(await readFile(path.join(results, `${name}.json`), 'utf8')) as Report;
    // Nothing is skipped silently: a pending test did not pass, but for what this machine lacks.
    const pending = report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'pending')
      .map(({ fullName }) => fullName);
    const without = pending.filter(test => excused.test(test));
    for (const test of without) console.log(`Not run: ${test}`);
    const unfinished = report.numPendingTests + report.numTodoTests - without.length;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites + unfinished,
    };
  } catch {
    return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
  }
};

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });

const runs = [
  {
    name: 'unit-integration',
    args: ['--selectProjects', 'unit', 'integration', '--coverage', '--maxWorkers=2'],
  },
  { name: 'e2e', args: ['--selectProjects', 'e2e', '--runInBand'] },
];
const only = process.argv[2];
const totals: Totals = { passed: 0, failed: 0 };
let exitCode = 0;
for (const run of runs.filter(({ name }) => only === undefined || only === name)) {
  if (interrupted.signal.aborted) break;
  const code = await jest(run.name, run.args);
  const { passed, failed } = await totalsOf(run.name, code);
  totals.passed += passed;
  totals.failed += failed;
  if (code !== 0) exitCode = 1;
}
await writeFile(path.join(results, 'totals.json'), JSON.stringify(totals));
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : exitCode;
