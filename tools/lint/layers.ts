import path from 'node:path';
import type { Rule } from 'eslint';

/** Packages that only the outer layers may import: storage drivers, gRPC and Dapr. */
const outerPackages = /^(pg|mongodb|koa|undici|cockatiel|@grpc|@dapr|@koa)(\/|$)/;

/** Parts of `shared/` that wrap those packages. */
const outerShared = new Set([
  'import',
  'dapr',
  'consul',
  'grpc',
  'database',
  'process',
  'metrics',
  'tracing',
  'testing',
]);

const innerLayers = new Set(['domain', 'usecase']);
const outerLayers = new Set(['repository', 'delivery', 'infrastructure']);

/** Place is where a module lives: which app it belongs to and which layer of it. */
interface Place {
  /** `services/auth`, `gateway`, `shared`, `proto`, `tools/up` … */
  area: string;
  /** First folder below `src/` of an app, or below `shared/`. */
  layer: string;
}

/** Tells the place of a path relative to the repository root, with `/` as separator. */
function placeOf(file: string): Place {
  const parts = file.split('/');
  const deep = parts[0] === 'services' || parts[0] === 'tools';
  const area = parts.slice(0, deep ? 2 : 1).join('/');
  const rest = parts.slice(deep ? 2 : 1);
  return { area, layer: (rest[0] === 'src' ? rest[1] : rest[0]) ?? '' };
}

/** Tells the place of `@neighbourhood/<name>/<path>`. */
function placeOfPackage(specifier: string): Place | undefined {
  const match = /^@neighbourhood\/([^/]+)\/?(.*)$/.exec(specifier);
  if (match === null) return undefined;
  const [, name = '', rest = ''] = match;
  if (name === 'shared' || name === 'proto' || name === 'gateway') return placeOf(`${name}/${rest}`);
  if (name === 'up' || name === 'sandbox-provider') return placeOf(`tools/${name}/${rest}`);
  return placeOf(`services/${name}/${rest}`);
}

const isApp = (area: string) => area === 'gateway' || area.startsWith('services/');

/** Says why `from` may not import `specifier`, or nothing when it may. */
function objection(from: Place, file: string, specifier: string): string | undefined {
  const target = specifier.startsWith('.')
    ? placeOf(path.posix.join(path.posix.dirname(file), specifier))
    : placeOfPackage(specifier);

  if (target !== undefined) {
    if (from.area === 'shared' && target.area !== 'shared' && target.area !== 'proto') {
      return `shared may not import ${target.area}`;
    }
    if (isApp(from.area) && isApp(target.area) && target.area !== from.area) {
      return `${from.area} may not import ${target.area}: apps meet over gRPC and events only`;
    }
    const forTests = from.layer === 'test' && target.area === 'tools/sandbox-provider';
    if (isApp(from.area) && target.area.startsWith('tools/') && !forTests)
      return 'an app may not import a tool';
  }
  if (!from.area.startsWith('services/') || !innerLayers.has(from.layer)) return undefined;

  if (target === undefined) {
    return outerPackages.test(specifier)
      ? `${from.layer} may not import ${specifier}: put it behind a port`
      : undefined;
  }
  if (target.area === 'shared' && outerShared.has(target.layer)) {
    return `${from.layer} may not import shared/${target.layer}: put it behind a port`;
  }
  if (target.area === from.area && outerLayers.has(target.layer)) {
    return `${from.layer} may not import ${target.layer}: dependencies point inward`;
  }
  if (target.area === from.area && from.layer === 'domain' && target.layer === 'usecase') {
    return 'domain may not import usecase: dependencies point inward';
  }
  return undefined;
}

/** Rule `neighbourhood/layers`: imports between layers and apps go only where docs/architecture.md allows. */
export const layers: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}}' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const from = placeOf(file);
    const isTest = /\.test\.ts$/.test(file);

    const check = (node: Rule.Node, source: unknown) => {
      if (typeof source !== 'string') return;
      const why = objection(from, file, source);
      if (why === undefined) return;
      // A test of an inner layer may use fakes and fixtures of shared/testing.
      if (isTest && source.startsWith('@neighbourhood/shared/testing/')) return;
      context.report({ node, messageId: 'forbidden', data: { why } });
    };
    return {
      ImportDeclaration: node => {
        check(node, node.source.value);
      },
      ExportNamedDeclaration: node => {
        check(node, node.source?.value);
      },
      ExportAllDeclaration: node => {
        check(node, node.source.value);
      },
      ImportExpression: node => {
        check(node, node.source.type === 'Literal' ? node.source.value : undefined);
      },
    };
  },
};
