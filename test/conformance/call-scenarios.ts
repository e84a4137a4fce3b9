import { scenario } from './make-scenario.ts';
import type { Scenario } from './scenario.ts';

const trying = (status: number) => `
- attempt:
    try:
      - find: { call: http, with: { method: get, endpoint: { uri: '@/v2/pet/byName/{name}' } } }
    catch:
      errors:
        with: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication', status: ${status} }
      as: problem
      do:
        - explain: { set: { problem: '\${ $problem }' } }
`;

const wholeResponse = [
  'request',
  'request.method',
  'request.uri',
  'request.headers',
  'headers',
  'statusCode',
  'content.id',
  'content.name',
  'content.status',
];

/** callScenarios: what the kit says of calls, at a stand-in (`@` in documents). */
export function callScenarios(server: string): Scenario[] {
  const to = (name: string, tasks: string, more: Parameters<typeof scenario>[2]) =>
    scenario(name, tasks.replaceAll('@', server), more);
  return [
    to(
      'a call gives the content of its answer, its URI filled from the input',
      `
- find:
    call: http
    with: { method: get, endpoint: { uri: '@/v2/pet/findByStatus?status={state}' } }
    output: { as: '.[1]' }
`,
      {
        input: { state: 'available' },
        expectations: [
          { ends: 'completed', output: { is: { id: 3, name: 'Hansi', status: 'available' } } },
          { properties: ['id', 'name', 'status'] },
        ],
      },
    ),
    to(
      'a call gives the whole response when asked to',
      `
- get:
    call: http
    with: { method: get, endpoint: { uri: '@/v2/pet/{number}' }, output: response }
`,
      {
        input: { number: 2 },
        expectations: [
          { ends: 'completed' },
          { properties: wholeResponse },
          { property: 'statusCode', is: 200 },
          { property: 'content.name', is: 'Minka' },
        ],
      },
    ),
    to(
      'a call names its user by basic authentication',
      `
- enter:
    call: http
    with:
      method: get
      endpoint:
        uri: '@/basic-auth/{user}/{word}'
        authentication: { basic: { username: '\${ .user }', password: '\${ .word }' } }
`,
      {
        input: { user: 'ada', word: 'sesame' },
        expectations: [{ ends: 'completed', output: { is: { user: 'ada' } } }],
      },
    ),
    to(
      'a wrong password is an error of the call',
      `
- enter:
    call: http
    with:
      method: get
      endpoint:
        uri: '@/basic-auth/{user}/{word}'
        authentication: { basic: { username: '\${ .user }', password: wrong } }
`,
      {
        input: { user: 'ada', word: 'sesame' },
        expectations: [{ ends: 'faulted', error: { is: { status: 401, instance: '/do/0/enter' } } }],
      },
    ),
    to(
      'an operation of an OpenAPI document gives its content',
      `
- find:
    call: openapi
    with:
      document: { endpoint: '@/v2/swagger.json' }
      operationId: findPetsByStatus
      parameters: { status: '\${ .state }' }
    output: { as: '[.[].name]' }
`,
      {
        input: { state: 'available' },
        expectations: [{ ends: 'completed', output: { is: ['Bello', 'Hansi'] } }],
      },
    ),
    to(
      'an operation of an OpenAPI document gives the whole response when asked to',
      `
- get:
    call: openapi
    with:
      document: { endpoint: '@/v2/swagger.json' }
      operationId: getPetById
      parameters: { petId: '\${ .number }' }
      output: response
`,
      {
        input: { number: 1 },
        expectations: [
          { ends: 'completed' },
          { properties: wholeResponse },
          { property: 'content.name', is: 'Bello' },
        ],
      },
    ),
    to(
      'an output may be a number',
      `
- get:
    call: http
    with: { method: get, endpoint: { uri: '@/v2/pet/{number}' } }
    output: { as: .id }
`,
      { input: { number: 3 }, expectations: [{ ends: 'completed', output: { is: 3 } }] },
    ),
    to(
      'a number goes into the next task as its input',
      `
- first:
    call: http
    with: { method: get, endpoint: { uri: '@/v2/pet/{number}' } }
    output: { as: .id }
- second:
    call: http
    with: { method: get, endpoint: { uri: '@/v2/pet/1' } }
    output: { as: '{ pair: [$input, .id] }' }
`,
      {
        input: { number: 2 },
        expectations: [{ ends: 'completed', output: { is: { pair: [2, 1] } } }],
      },
    ),
    to('a catch whose filter fits deals with the error', trying(404), {
      input: { name: 'nobody' },
      expectations: [
        { ends: 'completed' },
        { properties: ['problem.type', 'problem.status', 'problem.title'] },
        { property: 'problem.instance', is: '/do/0/attempt/try/0/find' },
        { task: 'find', ends: 'faulted' },
        { task: 'explain', ends: 'completed' },
      ],
    }),
    to('a catch whose filter does not fit leaves the error alone', trying(503), {
      input: { name: 'nobody' },
      expectations: [
        { ends: 'faulted', error: { is: { status: 404, instance: '/do/0/attempt/try/0/find' } } },
        { task: 'explain', times: 0 },
      ],
    }),
  ];
}
