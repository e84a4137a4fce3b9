import { Validator } from '@seriousme/openapi-schema-validator';
import { fullPath } from '../src/http/route.ts';
import { buildDocument } from '../src/openapi/document.ts';
import { createSchemas } from '../src/openapi/json-schema.ts';
import { sample } from '../src/openapi/sample.ts';
import { goodPath, routes } from './all-routes.ts';
import { startHarness } from './harness.ts';

interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  responses: Record<string, { content?: Record<string, { example?: unknown; examples?: object }> }>;
}
const document = structuredClone(buildDocument(routes)) as {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
};

const pattern = (path: string) =>
  new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`);

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('points only to components that exist', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(refs.length).toBeGreaterThan(100);
    const missing = refs.filter(
      ([, kind = '', name = '']) => document.components[kind]?.[name] === undefined,
    );
    expect(missing.map(([ref]) => ref)).toEqual([]);
  });

  it('describes every route, under one operationId each', () => {
    const ids = routes.map(route => route.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const route of routes)
      expect(document.paths[route.path]?.[route.method]?.operationId).toBe(route.id);
  });

  it.each(routes.map(route => [route.id, route] as const))(
    'has an example body and answer for %s that fit',
    (_id, route) => {
      const schemas = createSchemas();
      const bodies = [route.body, ...Object.values(route.replies).map(({ schema }) => schema)];
      for (const [index, schema] of bodies.entries()) {
        if (!schema) continue;
        const example = sample(schemas.of(schema, index === 0 ? 'input' : 'output'), schemas.named);
        expect(schema.safeParse(example).error?.issues ?? []).toEqual([]);
      }
    },
  );

  it('says which problems every route answers with, and whom it serves', () => {
    for (const route of routes) {
      const operation = document.paths[route.path]![route.method]!;
      for (const status of ['429', '500', '503', '504']) {
        expect(Object.keys(operation.responses[status]?.content ?? {})).toEqual(['application/problem+json']);
      }
      for (const [code, status] of Object.entries(route.problems ?? {})) {
        expect(operation.responses[status]?.content?.['application/problem+json']?.examples).toHaveProperty([
          code,
        ]);
      }
      expect(operation.security.length).toBe({ public: 0, user: 1, any: 2 }[route.auth]);
    }
  });

  it.each(routes.map(route => [route.id, route] as const))('has no route that hides %s', (_id, route) => {
    const path = goodPath(route).split('?')[0]!;
    const takes = routes.find(other => other.method === route.method && pattern(fullPath(other)).test(path));
    expect(takes?.id).toBe(route.id);
  });

  it('tells of the monolith, its problems and the header of its answers only while there is one', async () => {
    expect(JSON.stringify(document)).not.toMatch(/legacy/i);
    const migrating = structuredClone(buildDocument(routes, { migrating: true })) as typeof document;
    const result = await new Validator().validate(structuredClone(migrating));
    expect(result.errors ?? []).toEqual([]);
    const responses = (path: string) => JSON.stringify(migrating.paths[path]!['get']!.responses);
    for (const part of ['LEGACY.BAD_ANSWER', 'LEGACY.UNAVAILABLE', 'LEGACY.TIMEOUT', 'X-Served-By'])
      expect(responses('/consents')).toContain(part);
    expect(responses('/health/ready')).not.toMatch(/LEGACY|X-Served-By/);
  });

  it('is served, with a page for people that asks no other host', async () => {
    const harness = await startHarness();
    const [served, page, script, style] = await Promise.all(
      ['/openapi.json', '/docs', '/docs/swagger-ui-bundle.js', '/docs/swagger-ui.css'].map(path =>
        harness.send('GET', path),
      ),
    );
    await harness.stop();
    expect(served!.json.servers).toEqual([{ url: '/api/v1' }]);
    expect(page!.text).not.toMatch(/https?:\/\//);
    expect(page!.headers.get('Content-Security-Policy')).toContain("script-src 'self';");
    expect(script!.headers.get('Content-Type')).toContain('text/javascript');
    expect(script!.text.length).toBeGreaterThan(100_000);
    expect(style!.headers.get('Content-Type')).toContain('text/css');
  });
});
