import { AppError } from '@neighbourhood/shared/errors/app-error';
import { aGrant, after, day, noon, terms } from '../../test/make.ts';
import { type Grant, grantConsent } from './grant-consent.ts';

function faultsOf(overrides: Partial<Grant>): string[] {
  try {
    grantConsent(aGrant(overrides), terms, noon);
  } catch (error) {
    if (error instanceof AppError && error.code === 'REQUEST.INVALID')
      return error.fields.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('granting a consent', () => {
  it('lasts for the default duration when the grant names no end', () => {
    expect(grantConsent(aGrant(), terms, noon).expiresAt).toEqual(after(365 * day));
  });

  it('sorts purposes and scopes and drops repeated ones', () => {
    const consent = grantConsent(aGrant({ purposes: ['b', 'a', 'b'], scopes: ['y', 'x', 'y'] }), terms, noon);
    expect(consent).toMatchObject({ purposes: ['a', 'b'], scopes: ['x', 'y'] });
  });

  it('accepts the last moment that the terms allow, and a provider without scopes', () => {
    expect(faultsOf({ expiresAt: after(terms.maximumDuration), scopes: [] })).toEqual([]);
  });

  it.each<[string, Partial<Grant>, string]>([
    ['an end in the past', { expiresAt: after(-1) }, 'expiresAt'],
    ['an end at this very moment', { expiresAt: noon }, 'expiresAt'],
    ['an end beyond the maximum', { expiresAt: after(terms.maximumDuration + 1) }, 'expiresAt'],
    ['an end that is no date', { expiresAt: new Date(NaN) }, 'expiresAt'],
    ['no end user', { endUserId: ' ' }, 'endUserId'],
    ['an end user id of 201 characters', { endUserId: 'x'.repeat(201) }, 'endUserId'],
    ['an end user id with a NUL', { endUserId: 'a\0b' }, 'endUserId'],
    ['a provider that is no id', { provider: 'Slack!' }, 'provider'],
    ['no purpose', { purposes: [] }, 'purposes'],
    ['33 purposes', { purposes: Array.from({ length: 33 }, (_, index) => `p${index}`) }, 'purposes'],
    ['a purpose in capitals', { purposes: ['automation', 'Marketing'] }, 'purposes.1'],
    ['an empty scope', { scopes: [''] }, 'scopes.0'],
    ['257 scopes', { scopes: Array.from({ length: 257 }, (_, index) => `s${index}`) }, 'scopes'],
    [
      'a notice without version',
      { notice: { version: '', url: 'https://a.example', language: 'en' } },
      'notice.version',
    ],
    [
      'a notice that is no web page',
      { notice: { version: '1', url: 'javascript:1', language: 'en' } },
      'notice.url',
    ],
    [
      'a notice in no language',
      { notice: { version: '1', url: 'https://a.example', language: '??' } },
      'notice.language',
    ],
    ['evidence of more than 16 KiB', { evidence: { text: 'x'.repeat(16_384) } }, 'evidence'],
    ['evidence with a NUL', { evidence: { text: '\0' } }, 'evidence'],
  ])('refuses %s', (_what, overrides, path) => {
    expect(faultsOf(overrides)).toEqual([path]);
  });

  it('names every bad field at once', () => {
    expect(faultsOf({ endUserId: '', purposes: ['!'], expiresAt: after(-1) })).toEqual([
      'endUserId',
      'purposes.0',
      'expiresAt',
    ]);
  });
});
