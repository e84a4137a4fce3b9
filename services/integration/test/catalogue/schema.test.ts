import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const folder = new URL('../../catalogue/', import.meta.url);
const schema = JSON.parse(
  readFileSync(new URL('../../provider.schema.json', import.meta.url), 'utf8'),
) as object;
const files = readdirSync(folder).filter(file => file.endsWith('.yaml'));
const entryOf = (file: string) =>
  parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, unknown>;

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const fits = ajv.compile(schema);

test.each(files)('%s fits the schema that editors check it by', file => {
  fits(entryOf(file));
  expect(fits.errors ?? []).toEqual([]);
});

test.each([
  ['a key that does not exist', { colour: 'red' }],
  ['an unknown category', { category: 'fun' }],
  ['no scheme', { auth: undefined }],
  ['a scheme that does not exist', { auth: { type: 'magic' } }],
  ['an action that lacks its input', { actions: [{ id: 'do-it', version: '1.0.0' }] }],
])('an entry with %s does not', (_name, change) => {
  expect(fits(JSON.parse(JSON.stringify({ ...entryOf('github.yaml'), ...change })))).toBe(false);
});
