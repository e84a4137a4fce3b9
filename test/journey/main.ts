import { styleText } from 'node:util';
import { startListener } from './listener.ts';
import { journey, newWorld } from './journey.ts';
import { type Answer, createRest } from './rest.ts';

// `make demo`: the journey against the running platform, each step and its answer printed.

const baseUrl = process.env['BASE_URL'] ?? 'http://127.0.0.1:8080';

/** Credentials are shown by their beginning only. */
const masked = (key: string, value: unknown): unknown =>
  typeof value === 'string' && /^(key|secret|accessToken|refreshToken|receipt)$/.test(key)
    ? `${value.slice(0, 12)}…`
    : value;

function show({ status, body }: Answer): string {
  const lines = (JSON.stringify(body, masked, 2) as string | undefined)?.split('\n') ?? [];
  const shown = lines.length > 30 ? [...lines.slice(0, 28), `  … ${lines.length - 28} more lines`] : lines;
  return [`→ ${status}`, ...shown].map(line => `     ${line}`).join('\n');
}

const reachable = await fetch(`${baseUrl}/health/ready`).then(
  answer => answer.ok,
  () => false,
);
if (!reachable) {
  console.error(`Nothing answers at ${baseUrl}. Start the platform first: make up`);
  process.exit(1);
}

const listener = await startListener();
const world = newWorld(createRest(baseUrl), listener);
try {
  for (const [index, step] of journey.entries()) {
    console.log(
      `${styleText('bold', `${String(index + 1).padStart(2)}. ${step.title}`)}  ${styleText('dim', step.request)}`,
    );
    const start = performance.now();
    const answer = await step.run(world);
    console.log(
      `${show(answer)}\n     ${styleText('green', 'as it must be')}, ${Math.round(performance.now() - start)} ms\n`,
    );
  }
  console.log('The whole journey went as it must.');
} catch (error) {
  console.error(styleText('red', `     ${error instanceof Error ? error.message : String(error)}`));
  process.exitCode = 1;
} finally {
  await listener.close();
}
