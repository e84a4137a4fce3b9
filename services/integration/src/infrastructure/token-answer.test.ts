import { readTokenAnswer, standardPaths } from './token-answer.ts';

const now = new Date('2026-01-02T03:04:05Z');
const paths = { ...standardPaths, expiresAt: 'expires_at' };

const expiryOf = (body: object, where = paths) =>
  readTokenAnswer({ status: 200, headers: {}, body: { access_token: 'a', ...body } }, where, now).credentials
    .expiresAt;

test('a token lasts for as long as it says, or until the date that it says', () => {
  const { expiresAt: _none, ...standard } = paths;
  expect(expiryOf({ expires_in: 60 }, standard as typeof paths)).toEqual(new Date('2026-01-02T03:05:05Z'));
  expect(expiryOf({ expires_in: '60' }, standard as typeof paths)).toEqual(new Date('2026-01-02T03:05:05Z'));
  expect(expiryOf({ expires_at: '2026-02-01T00:00:00+01:00' })).toEqual(new Date('2026-01-31T23:00:00Z'));
});

test.each([{}, { expires_at: 'soon' }, { expires_at: 7 }, { expires_at: '2025-01-01T00:00:00Z' }])(
  'of %j it is not known when the token ends',
  body => {
    expect(expiryOf(body)).toBeUndefined();
  },
);
