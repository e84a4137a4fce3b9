import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Rows of the page's table under a heading, by their cells. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = read('docs/resiliency.md').split(`\n## ${heading}\n`);
  const lines = section.trimStart().split('\n');
  const end = lines.findIndex(line => !line.startsWith('|'));
  return lines.slice(2, end).map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

test('docs/resiliency.md lists every method as its proto has it', () => {
  const services = ['auth', 'integration', 'workflow', 'consent', 'notification'];
  const declared = services.map(service => {
    const text = read(`proto/neighbourhood/${service}/v1/${service}_service.proto`);
    const methods = [...text.matchAll(/\brpc (\w+)\([^{;]*\{\s*option idempotency_level = (\w+);/g)];
    const of = (level: string) =>
      methods
        .filter(([, , declaredLevel]) => declaredLevel === level)
        .map(([, name]) => name)
        .join(', ');
    return [service, of('NO_SIDE_EFFECTS'), of('IDEMPOTENT'), of('IDEMPOTENCY_UNKNOWN')];
  });
  expect(rowsUnder('Methods')).toEqual(declared);
});

interface Names {
  timeout?: string;
  retry?: string;
  circuitBreaker?: string;
}
interface Resiliency {
  spec: {
    policies: { timeouts: Record<string, string> };
    targets: {
      apps: Record<string, Names>;
      components: Record<string, { inbound?: Names; outbound?: Names }>;
    };
  };
}

test('docs/resiliency.md lists every target with its policies', () => {
  const { policies, targets } = (parse(read('components/common/resiliency.yaml')) as Resiliency).spec;
  const row = (name: string, { timeout, retry = '', circuitBreaker = '' }: Names) => [
    name,
    timeout === undefined ? '' : `${timeout} ${policies.timeouts[timeout] ?? ''}`,
    retry,
    circuitBreaker,
  ];
  const expected = [
    ...Object.entries(targets.apps).map(([name, names]) => row(name, names)),
    ...Object.entries(targets.components).flatMap(([name, { inbound, outbound }]) => [
      ...(outbound ? [row(inbound ? `${name}, outbound` : name, outbound)] : []),
      ...(inbound ? [row(`${name}, inbound`, inbound)] : []),
    ]),
  ];
  const listed = rowsUnder('Targets').flatMap(([names = '', ...cells]) =>
    (/, (in|out)bound$/.test(names) ? [names] : names.split(', ')).map(name => [name, ...cells]),
  );
  expect(listed.toSorted()).toEqual(expected.toSorted());
});
