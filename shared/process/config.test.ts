import { usualIssuers } from '../grpc/identity.ts';
import { baseConfig } from './config.ts';

const ports = { server: { port: 0 }, metrics: { port: 0 } };
const read = (identity?: unknown) => baseConfig.safeParse({ ...ports, ...(identity ? { identity } : {}) });

test('without a word about issuers, gateway and workflow are believed in what they are for', () => {
  expect(read().data?.identity.issuers).toEqual(usualIssuers);
});

test('issuers are data: who, and what each may assert', () => {
  const issuers = [
    { app: 'gateway', kinds: ['user', 'apiKey', 'anonymous'] },
    { app: 'notes-caller', kinds: ['apiKey'], permissions: ['consents:read'], workspaces: ['wsp_1'] },
  ];
  expect(read({ issuers }).data?.identity.issuers).toEqual(issuers);
});

test('an environment variable has the list of issuers as JSON', () => {
  const issuers = [{ app: 'notes-caller', kinds: ['apiKey'] }];
  expect(read({ issuers: JSON.stringify(issuers) }).data?.identity.issuers).toEqual(issuers);
  expect(read({ issuers: 'notes-caller' }).success).toBe(false);
});

test.each([
  ['nobody', []],
  ['a kind that is none', [{ app: 'gateway', kinds: ['admin'] }]],
  ['no kind', [{ app: 'gateway', kinds: [] }]],
  ['no app-id', [{ app: 'Gate Way', kinds: ['user'] }]],
  ['a key that is none', [{ app: 'gateway', kinds: ['user'], kid: 'x' }]],
  [
    'an app twice',
    [
      { app: 'gateway', kinds: ['user'] },
      { app: 'gateway', kinds: ['execution'] },
    ],
  ],
])('a list of issuers that names %s stops the start', (_what, issuers) => {
  expect(read({ issuers }).success).toBe(false);
});
