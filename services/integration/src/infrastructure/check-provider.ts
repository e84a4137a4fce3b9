import { requestAdapters } from '../domain/adapters/sign-request.ts';
import { paramNames } from '../domain/connection-params.ts';
import { pathFields, templateTexts } from '../domain/provider-request.ts';
import type { Action, Provider } from '../domain/provider.ts';
import { unknownFilters } from '../domain/template.ts';
import { schemaProblem } from './ajv-check-schema.ts';

/** checkProvider finds what a schema cannot: references that lead nowhere, and JSON Schemas that are none. */
export function checkProvider(provider: Provider): string[] {
  const scopes = new Set(provider.scopes.map(scope => scope.id));
  const seen = new Set<string>();
  const declared = new Set(provider.params.map(({ id }) => id));
  const unknown = new Set(paramNames(JSON.stringify(provider)).filter(name => !declared.has(name)));
  const problems = [
    ...[...unknown].map(name => `uses params.${name}, which it does not have`),
    ...(provider.adapter === undefined || requestAdapters.includes(provider.adapter)
      ? []
      : [`has the unknown adapter ${provider.adapter}`]),
    ...(paramNames(provider.probe.url).length > 0 ? ['has a probe that depends on a connection'] : []),
    ...((provider.verify ?? provider.account.request)
      ? []
      : ['needs verify: no request tells whether credentials still count']),
  ];
  const wrong = provider.actions.flatMap(action => {
    const name = `${action.id} ${action.version}`;
    const twice = seen.has(name) ? ['is there twice'] : [];
    seen.add(name);
    return [...twice, ...actionProblems(action, scopes)].map(problem => `action ${name} ${problem}`);
  });
  return [...problems, ...wrong];
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
    ...(action.pagination !== undefined && action.file !== undefined ? ['has pages and a file'] : []),
    ...(action.pagination !== undefined && result === undefined ? ['has pagination but no result'] : []),
    ...schemas.flatMap(([part, schema]) =>
      schemaProblem(schema).map(problem => `has a broken ${part} schema: ${problem}`),
    ),
  ];
}

function inputFields(text: string): string[] {
  return [...text.matchAll(/\$\{\s*input\.(\w+)/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
