import { schemaRules, schemasIn } from './document-rules.ts';
import { isObject, type JsonObject } from './json.ts';
import { type Finder } from './rule-finder.ts';

/** dataRules is what is asked of `input`, `output` and `export`, of tasks and of whatever else has them. */
export function dataRules(holder: JsonObject, path: string, find: Finder): void {
  for (const [member, key] of [
    ['input', 'from'],
    ['output', 'as'],
    ['export', 'as'],
  ] as const) {
    const part = holder[member];
    find.found.problems.push(...schemaRules(part, `${path}/${member}`));
    find.found.schemas.push(...schemasIn(part, `${path}/${member}`));
    find.either(isObject(part) ? part[key] : undefined, `${path}/${member}/${key}`);
  }
}
