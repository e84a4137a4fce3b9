import { writeFileSync } from 'node:fs';

/** No test file takes longer, nor does the end of them all. */
const patienceMs = 10 * 60_000;

/** What Jest tells of a test file, as far as it is used here, and of the whole run. */
interface FileResult {
  numPassingTests: number;
  numFailingTests: number;
  testExecError?: unknown;
}
interface RunResult {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

/**
 * Stalled is a reporter of Jest that ends a run in which nothing happens any more: it names the files that did not
 * end and leaves a report in which each of them has failed.
 */
export default class Stalled {
  readonly #running = new Set<string>();
  readonly #outputFile: string | undefined;
  #passed = 0;
  #failed = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({ outputFile }: { outputFile?: string }) {
    this.#outputFile = outputFile;
  }

  onTestFileStart(test: { path: string }): void {
    this.#running.add(test.path);
    this.#wait();
  }

  onTestFileResult(test: { path: string }, result: FileResult): void {
    this.#running.delete(test.path);
    this.#passed += result.numPassingTests;
    this.#failed += result.numFailingTests + (result.testExecError ? 1 : 0);
    this.#wait();
  }

  onRunComplete(_: unknown, results: RunResult): void {
    this.#passed = results.numPassedTests;
    this.#failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), patienceMs).unref();
  }

  #end(): void {
    const files = [...this.#running];
    const what = files.length > 0 ? files.join(', ') : 'the end of the run';
    console.error(`Nothing happened for ${patienceMs / 60_000} minutes. Not ended: ${what}`);
    if (this.#outputFile !== undefined) {
      const report = {
        numPassedTests: this.#passed,
        numFailedTests: this.#failed + Math.max(files.length, 1),
        numPendingTests: 0,
        numTodoTests: 0,
        numRuntimeErrorTestSuites: 0,
        testResults: [],
      };
      writeFileSync(this.#outputFile, JSON.stringify(report));
    }
    setTimeout(() => process.exit(1), 60_000).unref();
    // What globalSetup started is ended at this signal.
    process.kill(process.pid, 'SIGTERM');
  }
}
