import { allRoutes } from '../src/app.ts';
import { fullPath, type Route } from '../src/http/route.ts';
import { createSchemas, type JsonSchema } from '../src/openapi/json-schema.ts';
import { sample } from '../src/openapi/sample.ts';
import { createHealth } from '../src/usecase/health.ts';
import { workspaceId } from './harness.ts';

/** routes is the whole API, with nothing behind it. */
export const routes = allRoutes({
  services: { auth: {}, integration: {}, workflow: {}, consent: {}, notification: {} } as never,
  https: false,
  forget: () => undefined,
  health: createHealth({ needed: {}, optional: {} }),
  keys: async () => ({ keys: [] }),
});

/** goodPath is a path of a route with parameters that fit, in the test's own workspace. */
export function goodPath(route: Route): string {
  const schemas = createSchemas();
  const { properties = {} } = (route.params ? schemas.of(route.params, 'input') : {}) as {
    properties?: Record<string, JsonSchema>;
  };
  const path = fullPath(route).replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(
      String(
        name === 'id' && route.workspace === 'path'
          ? workspaceId
          : sample(properties[name] ?? {}, schemas.named),
      ),
    ),
  );
  return `${path}${queryOf(route)}`;
}

function queryOf(route: Route): string {
  if (!route.query) return '';
  const schemas = createSchemas();
  const schema = schemas.of(route.query, 'input') as {
    required?: string[];
    properties?: Record<string, JsonSchema>;
  };
  const from = new Date('2026-01-01T00:00:00Z').toISOString();
  const values = (schema.required ?? []).map(name => [
    name,
    name === 'from' ? from : String(sample(schema.properties?.[name] ?? {}, schemas.named)),
  ]);
  return values.length > 0 ? `?${new URLSearchParams(values as [string, string][]).toString()}` : '';
}

/** goodBody is a body that fits a route. */
export function goodBody(route: Route): unknown {
  if (!route.body) return undefined;
  const schemas = createSchemas();
  return sample(schemas.of(route.body, 'input'), schemas.named);
}
