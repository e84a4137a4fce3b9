import type { MethodDefinition } from '@grpc/proto-loader';
import { loadOwn, serviceOf } from './protos.ts';
import { deepestJson, fromValue, toValue } from './wire.ts';

const service = serviceOf(
  loadOwn('neighbourhood.workflow.v1.WorkflowService'),
  'neighbourhood.workflow.v1.WorkflowService',
);
const execute = service['ExecuteWorkflow'] as unknown as MethodDefinition<object, { input: object }>;

const nested = (levels: number, wrap: (inner: unknown) => unknown) => {
  let value: unknown = 'core';
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
};
const list = (inner: unknown) => [inner];
const object = (inner: unknown) => ({ inner });

test.each([list, object])('JSON as deep as allowed survives a request: %p', wrap => {
  const json = nested(deepestJson, wrap);
  const bytes = execute.requestSerialize({ workflowId: 'wfl_1', input: toValue(json) });
  const { input } = execute.requestDeserialize(bytes) as { input: object };
  expect(fromValue(input)).toEqual(json);
});

test.each([1, 100_000])('JSON that is %i levels deeper is refused, and not by an empty stack', more => {
  const json = nested(deepestJson + more, list);
  expect(() => toValue(json)).toThrow(expect.objectContaining({ code: 'VALUE.TOO_DEEP' }));
});

test('names that mean something to JavaScript are only names', () => {
  const json = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":2}}') as object;
  const { input } = execute.requestDeserialize(execute.requestSerialize({ input: toValue(json) })) as {
    input: object;
  };
  expect(JSON.stringify(fromValue(input))).toBe(JSON.stringify(json));
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
