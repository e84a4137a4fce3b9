import { compareVersions } from './semantic-version.ts';

it('orders versions as semver.org does', () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
});

it('ignores build metadata', () => {
  expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
});
