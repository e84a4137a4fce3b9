import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sandbox } from '../run-document.ts';
import { carryOn } from './carry-on.ts';
import { folder, type Moment, writtenHistory } from './history.ts';
import { scripts } from './scripts.ts';

// `make record-histories`: runs that have no history get one, of the interpreter as it is now.

mkdirSync(folder, { recursive: true });
for (const [name, script] of Object.entries(scripts)) {
  const file = path.join(folder, `${name}.jsonl`);
  if (existsSync(file)) continue;
  const moments: Moment[] = [];
  const carried = await carryOn(script, undefined, ({ state, records }, world, asked) =>
    moments.push(structuredClone({ state, records, ...world.at(), asked })),
  );
  writeFileSync(file, writtenHistory({ script, ...carried, moments }));
  process.stdout.write(`${name}: ${moments.length} states, ${carried.asked.length} effects\n`);
}
await sandbox.close();
