import { pathFields, templateTexts } from '../domain/provider-request.ts';
import type { Action, Provider } from '../domain/provider.ts';
import { unknownFilters } from '../domain/template.ts';
import { schemaProblem } from './ajv-check-schema.ts';

/** checkProvider finds what a schema cannot: references that lead nowhere, and JSON Schemas that are none. */
export function checkProvider(provider: Provider): string[] {
  const scopes = new Set(provider.scopes.map(scope => scope.id));
  const seen = new Set<string>();
  return provider.actions.flatMap(action => {
    const name = `${action.id} ${action.version}`;
    const twice = seen.has(name) ? ['is there twice'] : [];
    seen.add(name);
    return [...twice, ...actionProblems(action, scopes)].map(problem => `action ${name} ${problem}`);
  });
}

function actionProblems(action: Action, scopes: ReadonlySet<string>): string[] {
  const { request, result } = action;
  const fields = new Set(Object.keys((action.input['properties'] as object | undefined) ?? {}));
  const texts = [request.body, request.query, request.headers, result].flatMap(part =>
    part === undefined ? [] : templateTexts(part),
  );
  const schemas = Object.entries({ input: action.input, output: action.output });
  return [
    ...action.scopes.filter(scope => !scopes.has(scope)).map(scope => `needs the unknown scope ${scope}`),
    ...pathFields(request.path)
      .filter(field => !fields.has(field))
      .map(field => `has {${field}} in its path but not in its input`),
    ...texts
      .flatMap(inputFields)
      .filter(field => !fields.has(field))
      .map(field => `uses input.${field}, which its input does not have`),
    ...texts.flatMap(unknownFilters).map(filter => `uses the unknown filter ${filter}`),
    ...schemas.flatMap(([part, schema]) =>
      schemaProblem(schema).map(problem => `has a broken ${part} schema: ${problem}`),
    ),
  ];
}

function inputFields(text: string): string[] {
  return [...text.matchAll(/\$\{\s*input\.(\w+)/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
