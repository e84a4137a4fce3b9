import { cleanRedirectUris, cleanWorkspaceName } from './workspace.ts';

test('a name is trimmed', () => {
  expect(cleanWorkspaceName('  Acme  ')).toBe('Acme');
});

test.each(['', '   ', 'x'.repeat(101), 'a\nb'])('%j is no name', name => {
  expect(() => cleanWorkspaceName(name)).toThrow('invalid');
});

test('redirect addresses are kept as they are written, once each', () => {
  const uris = [
    'https://app.example.com/done?x=1',
    'http://localhost:3000/cb',
    'https://app.example.com/done?x=1',
  ];
  expect(cleanRedirectUris(uris, true)).toEqual(uris.slice(0, 2));
});

test.each([
  'http://example.com/', 'http://localhost.evil.example/', 'javascript:alert(1)', '/relative', 'https://u:p@example.com/',
  'https://example.com/#x', 'https://*.example.com/', 'https://example.com/ x',
  'https://example.com/\u0000', `https://example.com/${'x'.repeat(2048)}`,
])('connections may not return to %s', uri => {
  expect(() => cleanRedirectUris(['https://ok.example.com/', uri], true)).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ path: 'redirectUris.1' })] }),
  );
}); // prettier-ignore

test('http on loopback is for development only', () => {
  expect(() => cleanRedirectUris(['http://localhost:3000/cb'], false)).toThrow('invalid');
});

test('there are at most 50', () => {
  const uris = Array.from({ length: 51 }, (_, i) => `https://example.com/${i}`);
  expect(() => cleanRedirectUris(uris, true)).toThrow('invalid');
});
