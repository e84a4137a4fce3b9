import { WorkflowFault } from '../../domain/workflow-error.ts';
import { expandUri, httpUrl } from './uri-template.ts';

const input = { id: 7, name: 'a b/ü', yes: true, none: null, 'pet.id': 'x', list: [1], dot: '.', dots: '..' };

test.each([
  ['https://a.example/pets', 'https://a.example/pets'],
  ['https://a.example/{id}', 'https://a.example/7'],
  ['https://a.example/{name}?q={yes}', 'https://a.example/a%20b%2F%C3%BC?q=true'],
  ['https://a.example/{none}/{missing}', 'https://a.example//'],
  ['https://a.example/{pet.id}', 'https://a.example/x'],
  ['https://a.example/v1..{id}', 'https://a.example/v1..7'],
  ['https://a.example/../{id}', 'https://a.example/../7'],
  ['https://a.example/?up={dots}', 'https://a.example/?up=..'],
  ['https://a.example/{toString}', 'https://a.example/'],
  ['{id}', '7'],
])('%s becomes %s', (template, expected) => {
  expect(expandUri(template, input)).toBe(expected);
});

test.each([
  'https://a.example/{list}',
  'https://a.example/{dots}/admin',
  'https://a.example/{dot}{dot}/admin',
  'https://a.example/x/{dots}',
  'https://a.example/{dot}.',
  'https://a.example/%2e{dot}/',
])('%s is refused with that input', template => {
  expect(() => expandUri(template, input)).toThrow(WorkflowFault);
});

test('without an object as input everything is empty', () => {
  for (const value of [null, 'text', [1]])
    expect(expandUri('https://a.example/{id}', value)).toBe('https://a.example/');
});

test('a lone surrogate is replaced', () => {
  expect(expandUri('https://a.example/{x}', { x: '\ud800' })).toBe('https://a.example/%EF%BF%BD');
});

test('a fragment is not sent', () => {
  expect(httpUrl('https://a.example/x#y').href).toBe('https://a.example/x');
});
