import { z } from 'zod';
import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { checkText, formatOf, parseBody } from '../http/parse-body.ts';
import { type Route, type RouteInput } from '../http/route.ts';
import { type Context, present, type Step } from '../http/state.ts';

const nothing = z.strictObject({});
const nothingOrEmpty = nothing.optional();

function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap(issue => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
    return issue.keys.map(key => ({ path: [...path, key].join('.'), message: 'is not a known field' }));
  });
}

function parsedBody(context: Context, route: Route): unknown {
  const { rawBody } = context.state;
  if (route.raw !== undefined || rawBody === undefined || rawBody.length === 0) return undefined;
  const format = formatOf(
    context.get('Content-Type'),
    context.get('Content-Encoding'),
    route.formats ?? ['json'],
  );
  return parseBody(rawBody, format);
}

/** readInput checks path, query and body against the route's schemas; every wrong field is named. */
export function readInput(context: Context): RouteInput {
  const route = present(context, 'route');
  const query = { ...context.query };
  for (const text of [context.path, ...Object.values(context.params ?? {}), ...Object.values(query).flat()]) {
    checkText(text ?? '');
  }
  const params = (route.params ?? nothing).safeParse(context.params ?? {});
  const queries = (route.query ?? nothing).safeParse(query);
  const body = (route.body ?? nothingOrEmpty).safeParse(parsedBody(context, route));
  if (params.success && queries.success && body.success)
    return { params: params.data, query: queries.data, body: body.data };
  const fields = [params, queries, body].flatMap(result => fieldErrors(result.error?.issues ?? []));
  throw new AppError(
    'invalidArgument',
    'REQUEST.INVALID',
    'Some fields of the request are wrong; see errors.',
    { fields },
  );
}

/** validateInput lets requests pass whose input fits the route. */
export const validateInput: Step = async (context, next) => {
  context.state.input = readInput(context);
  await next();
};
