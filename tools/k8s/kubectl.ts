import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { Failure } from '../up/src/process/failure.ts';

/** KUBECTL names another program than the `kubectl` of the PATH; KUBECONFIG, as ever, the cluster. */
const program = process.env['KUBECTL'] ?? 'kubectl';

/** Ran is how a command ended. */
export interface Ran {
  status: number;
  out: string;
  err: string;
}

/** tryKubectl runs a command to its end; a status that is not 0 is the caller's affair. */
export function tryKubectl(args: readonly string[], input?: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', cause => {
      reject(new Failure(`${program} cannot be run: put it on the PATH, or name it in KUBECTL`, { cause }));
    });
    child.on('close', status => {
      resolve({ status: status ?? 1, out, err });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** kubectl runs a command that must succeed, and gives what it printed. What went in, a secret maybe, is not told. */
export async function kubectl(args: readonly string[], input?: string): Promise<string> {
  const { status, out, err } = await tryKubectl(args, input);
  if (status !== 0) throw new Failure(`kubectl ${args.join(' ')}: ${err.trim() || out.trim()}`);
  return out;
}

/** kubectlFile runs a command whose input or output is a file. */
export async function kubectlFile(
  args: readonly string[],
  { input, output }: { input?: string; output?: string },
): Promise<void> {
  const files = [input, output].map((file, at) =>
    file === undefined ? undefined : openSync(file, at === 0 ? 'r' : 'w', 0o600),
  );
  const child = spawn(program, args, { stdio: [files[0] ?? 'ignore', files[1] ?? 'ignore', 'pipe'] });
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  for (const file of files) if (file !== undefined) closeSync(file);
  if (status !== 0) throw new Failure(`kubectl ${args.join(' ')}: ${err.trim()}`);
}

/** apply makes objects as they are described, in this order. */
export async function apply(...items: object[]): Promise<void> {
  await kubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}

/** Forward is a port of this machine that leads to one in the cluster. */
export interface Forward {
  port: number;
  close(): Promise<void>;
}

/** forward opens a way to a port of a pod or service, as `service/postgres`. */
export async function forward(namespace: string, target: string, port: number): Promise<Forward> {
  const args = ['-n', namespace, 'port-forward', '--address=127.0.0.1', target, `:${String(port)}`];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const local = await new Promise<number>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /127\.0\.0\.1:(\d+)/.exec(chunk.toString());
      if (found) resolve(Number(found[1]));
    });
    child.once('error', reject);
    child.once('close', () => {
      reject(new Failure(`No way to ${target} in ${namespace}: ${said.trim()}`));
    });
  });
  return {
    port: local,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'close');
    },
  };
}

/** through opens a way for one piece of work. */
export async function through<T>(
  namespace: string,
  target: string,
  port: number,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const way = await forward(namespace, target, port);
  try {
    return await work(`127.0.0.1:${String(way.port)}`);
  } finally {
    await way.close();
  }
}
