import { bounded, fillFor } from './bounded.ts';
import { fill } from './template.ts';

const own = { own: true, name: 'Ours' } as const;
const refused = { code: 'PROVIDER.ERROR' };

test('what ends in time gives its result, or its own failure', () => {
  expect(bounded(() => [1, 2], 1_000)).toEqual([1, 2]);
  expect(() => bounded(() => JSON.parse('{') as unknown, 1_000)).toThrow(SyntaxError);
});

test('what does not end is ended', () => {
  const endless = () => {
    for (;;);
  };
  expect(() => bounded(endless, 20)).toThrow('timed out');
  expect(() => fillFor(own, endless)).toThrow(expect.objectContaining(refused) as Error);
});

test('a template of a workspace’s own that multiplies what it is filled with is refused, whatever way it takes', () => {
  const body = { list: Array.from({ length: 2_000 }, (_, id) => ({ id })), text: 'x'.repeat(10_000) };
  const templates = [
    { $each: '${body.list}', as: '${body}' },
    { $each: '${body.list}', as: { $each: '${body.list}', as: { $each: '${body.list}', as: 1 } } },
    '${body.text}'.repeat(1_000),
    // More than a text can hold, so that nothing could measure it.
    '${body.text}'.repeat(60_000),
    Array.from({ length: 60_000 }, () => '${body}'),
  ];
  for (const template of templates)
    expect(() => fillFor(own, () => fill(template, { body }))).toThrow(
      expect.objectContaining(refused) as Error,
    );
  expect(fillFor(own, () => fill({ $each: '${body.list}', as: '${item.id}' }, { body }))).toHaveLength(2_000);
});

test('a limit ends with the template that it was for, however that ended', () => {
  const scope = { text: 'x'.repeat(4_000_000) };
  const endless = () => {
    fill('${text}', { text: 'x'.repeat(3_000_000) });
    for (;;);
  };
  expect(() => fillFor(own, endless)).toThrow(expect.objectContaining(refused) as Error);
  expect(fillFor({ name: 'GitHub' }, () => fill('${text}', scope))).toHaveLength(4_000_000);
});

test('the catalogue’s are not looked at', () => {
  expect(fillFor({ name: 'GitHub' }, () => 'x'.repeat(4_000_000))).toHaveLength(4_000_000);
});
