import { eventProblems, givenSource, isReserved, platformProblems, prefixedSource } from './event-rules.ts';
import { type TenantEvent } from './tenant-event.ts';

const event: TenantEvent = {
  specversion: '1.0',
  id: 'order-17',
  source: 'https://shop.example/orders?x=1#y',
  type: 'com.example.order.placed.v1',
  time: '2026-01-01T00:00:00.000Z',
  subject: 'order 17 – ü',
  datacontenttype: 'application/json; charset=utf-8',
  dataschema: 'https://shop.example/schema.json',
  data: { total: 1 },
  partitionkey: 'a',
  sequence: 7,
};

const wrong = (more: object, maxBytes = 10_000) =>
  eventProblems({ ...event, ...more }, maxBytes).map(each => each.path);

it('takes an event as CloudEvents has it', () => {
  expect(wrong({})).toEqual([]);
  expect(wrong({ source: 'sensors/tn-1234567/alerts' })).toEqual([]);
  expect(wrong({ source: 'urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66' })).toEqual([]);
});

it.each([
  ['id', { id: '' }],
  ['id', { id: 'a\u0000' }],
  ['id', { id: 'x'.repeat(257) }],
  ['source', { source: 'no spaces here' }],
  ['source', { source: 'https://x/%zz' }],
  ['type', { type: '' }],
  ['type', { type: 'a\nb' }],
  ['subject', { subject: '' }],
  ['time', { time: 'yesterday' }],
  ['datacontenttype', { datacontenttype: 'json' }],
  ['dataschema', { dataschema: '/relative' }],
  ['traceParent', { traceParent: 'a' }],
  ['data_base64', { data_base64: 'AAAA' }],
  ['averyverylongextensionname', { averyverylongextensionname: 'a' }],
  ['nested', { nested: { a: 1 } }],
  ['', Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`e${index}`, 'x']))],
])('refuses a wrong %s', (path, more) => {
  expect(wrong(more)).toEqual([path]);
});

it('refuses more than the limit', () => {
  expect(wrong({ data: 'x'.repeat(1_000) }, 1_000)).toEqual(['data']);
});

it('keeps the platform’s own types to the platform', () => {
  expect(
    ['consent.granted', 'workflow.execution.completed', 'io.serverlessworkflow.task.started.v1'].map(
      isReserved,
    ),
  ).toEqual([true, true, true]);
  expect(['consent.mine', 'io.serverlessworkflows', 'com.example.user.registered'].map(isReserved)).toEqual([
    false,
    false,
    false,
  ]);
});

it('puts every source under its workspace, whatever it looks like', () => {
  const mine = 'wsp_01jd9x8k2hf0rt5s1m3v7c6qzw';
  const other = 'wsp_01jd9x8k2hf0rt5s1m3v7c6q99';
  expect(prefixedSource(mine, 'https://a/b')).toBe(`/workspaces/${mine}/https://a/b`);
  expect(prefixedSource(mine, `/workspaces/${other}/x`)).toBe(`/workspaces/${mine}//workspaces/${other}/x`);
  const again = prefixedSource(mine, `/workspaces/${mine}/x`);
  expect(again).toBe(`/workspaces/${mine}/x`);
  expect(givenSource(again)).toBe('x');
  expect(givenSource('https://a/b')).toBe('https://a/b');
});

it('nobody but the platform speaks for hooks and approvals, or for an end user', () => {
  const mine = '/workspaces/wsp_01jd9x8k2hf0rt5s1m3v7c6qzw/';
  const paths = (more: Partial<TenantEvent>) =>
    platformProblems({ ...event, ...more }).map(each => each.path);
  for (const source of ['hooks/a', 'approvals/apr_1', `${mine}hooks/a`])
    expect(paths({ source })).toEqual(['source']);
  for (const source of ['/hooks/a', 'hooksmith', 'https://a/hooks/b', `${mine}x`])
    expect(paths({ source })).toEqual([]);
  expect(paths({ enduserid: 'eu' })).toEqual(['enduserid']);
});
