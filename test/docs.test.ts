import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kinds } from '@neighbourhood/shared/errors/kinds';
import { status } from '@grpc/grpc-js';

const root = path.resolve(import.meta.dirname, '..');
const page = readFileSync(path.join(root, 'docs/errors.md'), 'utf8');

/** Every code in the sources, with the statuses that it is thrown or documented with. */
function codesInSources(): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const note = (code: string, http?: number) => {
    const statuses = found.get(code) ?? new Set();
    if (http !== undefined) statuses.add(http);
    found.set(code, statuses);
  };
  for (const file of globSync('{shared,gateway/src,services/*/src}/**/*.ts', { cwd: root })) {
    if (/\.test\.ts$|(^|\/)(dist|node_modules|test|testing)\//.test(file)) continue;
    const source = readFileSync(path.join(root, file), 'utf8').replaceAll(/^\s*(\*|\/\/|\/\*\*).*$/gm, '');
    for (const [, code = ''] of source.matchAll(/'([A-Z][A-Z_]+\.[A-Z_]+)'/g)) note(code);
    for (const [, kind = '', code = ''] of source.matchAll(/new AppError\(\s*'(\w+)',\s*'([A-Z_.]+)'/g)) {
      note(code, kinds[kind as keyof typeof kinds].http);
    }
    for (const [, code = '', http] of source.matchAll(/'([A-Z][A-Z_]+\.[A-Z_]+)': (\d{3})/g))
      note(code, Number(http));
  }
  return found;
}

const documented = new Map(
  [...page.matchAll(/^\| ([A-Z][A-Z_]*(?:\.[A-Z_]+)?) \| (\d{3}) \|/gm)].map(([, code = '', http]) => [
    code,
    Number(http),
  ]),
);

test('docs/errors.md has every code, and none that is gone', () => {
  const inSources = [...codesInSources().keys(), 'INTERNAL'];
  expect([...documented.keys()].toSorted()).toEqual([...new Set(inSources)].toSorted());
});

test('docs/errors.md has the status of every code', () => {
  const wrong = [...codesInSources()]
    .filter(
      ([code, statuses]) =>
        statuses.size > 1 || (statuses.size === 1 && !statuses.has(documented.get(code) ?? 0)),
    )
    .map(
      ([code, statuses]) =>
        `${code}: ${[...statuses].join(' and ')} in the sources, ${documented.get(code)} on the page`,
    );
  expect(wrong).toEqual([]);
});

test('docs/errors.md has every kind with both statuses', () => {
  const rows = [...page.matchAll(/^\| ([a-z]\w+) \| (\d{3}) \| (\w+) \|/gm)].map(([, kind, http, grpc]) => [
    kind,
    Number(http),
    grpc,
  ]);
  expect(rows.toSorted()).toEqual(
    Object.entries(kinds)
      .map(([kind, { http, grpc }]) => [kind, http, status[grpc]])
      .toSorted(),
  );
});

test('every link between the pages leads somewhere', () => {
  const pages = globSync(
    '{*,docs/*,docs/examples/*,docs/examples/*/*,components/*,proto/*,services/*/*,tools/*/*}.md',
    { cwd: root },
  ).filter(file => !file.includes('node_modules'));
  const broken = pages.flatMap(file =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target = '']) => path.join(path.dirname(file), target))
      .filter(target => globSync(target, { cwd: root }).length === 0)
      .map(target => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every make command that the README names exists, and has a description', () => {
  const makefile = readFileSync(path.join(root, 'Makefile'), 'utf8');
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const targets = new Set([...makefile.matchAll(/^([a-z][a-z-]*):.*## /gm)].map(([, name]) => name));
  const named = [...readme.matchAll(/make ([a-z][a-z-]+)/g)].map(([, name]) => name);
  expect(named.filter(name => !targets.has(name))).toEqual([]);
});
