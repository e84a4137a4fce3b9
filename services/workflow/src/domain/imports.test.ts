import { importsOf } from './imports.ts';
import { type JsonObject } from './json.ts';

const found = (document: JsonObject) => importsOf(document).map(({ path, endpoint }) => [path, endpoint]);
const call = (name: string) => ({ call: name });

it('finds functions by address and from catalogues, wherever tasks stand, and nothing in data', () => {
  const document = {
    use: {
      catalogs: {
        lib: { endpoint: 'https://x.test/lib/' },
        git: { endpoint: { uri: 'https://github.com/acme/catalog', authentication: { use: 'a' } } },
      },
      functions: { own: call('one:1.0.0@lib'), 'known:1.0.0@lib': { set: 1 } },
      extensions: [{ log: { extend: 'all', before: [{ a: call('https://x.test/before.yaml') }] } }],
    },
    do: [
      { a: { fork: { branches: [{ b: call('two:2.0.0-rc.1@git') }] } } },
      { c: { try: [{ d: call('known:1.0.0@lib') }], catch: { do: [{ e: call('x.y:1.0.0@default') }] } } },
      { f: { set: { call: 'https://x.test/data.yaml' } } },
      { g: call('https://github.com/acme/fns/blob/main/g/function.yaml') },
    ],
  };
  expect(found(document)).toEqual([
    [
      '/do/0/a/fork/branches/0/b/call',
      {
        uri: 'https://raw.githubusercontent.com/acme/catalog/HEAD/functions/two/2.0.0-rc.1/function.yaml',
        authentication: { use: 'a' },
      },
    ],
    ['/do/3/g/call', 'https://raw.githubusercontent.com/acme/fns/main/g/function.yaml'],
    ['/use/functions/own/call', 'https://x.test/lib/functions/one/1.0.0/function.yaml'],
    ['/use/extensions/0/log/before/0/a/call', 'https://x.test/before.yaml'],
  ]);
});

it('places what was found, so that nothing is left to import', () => {
  const document: JsonObject = {
    input: { schema: { resource: { endpoint: 'https://x.test/s.json' } } },
    do: [
      { a: call('https://x.test/a.yaml') },
      { b: { run: { script: { language: 'js', source: { endpoint: 'https://x.test/b.js' } } } } },
    ],
  };
  const placed = { function: { set: 1 }, schema: { type: 'object' }, script: 'return 1' };
  for (const { kind, place } of importsOf(document)) place(placed[kind]);
  expect(document).toEqual({
    input: { schema: { document: { type: 'object' } } },
    do: [
      { a: call('https://x.test/a.yaml') },
      { b: { run: { script: { language: 'js', code: 'return 1' } } } },
    ],
    use: { functions: { 'https://x.test/a.yaml': { set: 1 } } },
  });
  expect(importsOf(document)).toEqual([]);
});
