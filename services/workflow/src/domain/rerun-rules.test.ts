import { type Document } from './document.ts';
import { requireRerunnable } from './rerun-rules.ts';

const document = {
  document: { dsl: '1.0.3', namespace: 'n', name: 'w', version: '1.0.0' },
  use: { functions: { twice: { do: [{ p: { set: {} } }] } } },
  do: [
    { a: { do: [{ inner: { set: {} } }] } },
    { hear: { listen: { to: { any: [] } }, foreach: { do: [{ each: { set: {} } }] } } },
    { f: { call: 'twice' } },
    { act: { call: 'slack.send-message:1.0.0@default' } },
  ],
} as unknown as Document;

it.each(['/do/0/a', '/do/0/a/do/0/inner', '/do/1/hear', '/do/2/f/twice/do/0/p', '/do/3/act/after/log/0/x'])(
  'a run can begin with %s',
  reference => {
    requireRerunnable(document, reference);
  },
);

it.each([
  ['/do/9/x', 'there is no /do/9/x'],
  ['/do/3/act/do/0/x', 'there is no'],
  ['/do/1/hear/foreach/do/0/each', 'begin with the listen, /do/1/hear'],
])('a run cannot begin with %s, and says what to do', (reference, message) => {
  expect(() => requireRerunnable(document, reference)).toThrow(
    expect.objectContaining({ fields: [{ path: 'from', message: expect.stringContaining(message) }] }),
  );
});
