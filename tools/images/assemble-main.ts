import { assemble } from './assemble.ts';

/** Run in the Dockerfile's build stage: `node tools/images/assemble-main.ts services/auth /out/app`. */
const [app, out] = process.argv.slice(2);
if (app === undefined || out === undefined)
  throw new Error('Usage: assemble-main.ts <app folder> <output folder>');
const { SOURCE_DATE_EPOCH = '0', COMPILE_WITH } = process.env;
assemble(process.cwd(), app, out, Number(SOURCE_DATE_EPOCH), COMPILE_WITH);
