import { readFileSync } from 'node:fs';
import { readYaml } from '@neighbourhood/shared/yaml/read-yaml';
import { type JsonObject } from '../src/domain/json.ts';
import { validateDocument } from '../src/domain/validate-document.ts';
import { expressions, sandbox, schemas } from './run-document.ts';

afterAll(() => sandbox.close());

const page = readFileSync(new URL('../../../docs/workflows.md', import.meta.url), 'utf8');
const documents = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);

it('docs/workflows.md has documents', () => {
  expect(documents.length).toBeGreaterThan(0);
});

it.each(documents)('document %# of docs/workflows.md is valid', async text => {
  const limits = { maxBytes: 100_000, maxDepth: 100, maxTasks: 100 };
  expect(await validateDocument(readYaml(text) as JsonObject, { expressions, schemas, limits })).toEqual([]);
});
