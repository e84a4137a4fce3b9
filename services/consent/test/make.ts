import type { Consent } from '../src/domain/consent.ts';
import { type Grant, grantConsent } from '../src/domain/grant-consent.ts';

/** day is a day in milliseconds. */
export const day = 86_400_000;

/** terms are those of configs/consent.yaml. */
export const terms = { defaultDuration: 365 * day, maximumDuration: 1095 * day };

/** noon is when the tests' consents are granted unless told. */
export const noon = new Date('2026-03-01T12:00:00Z');

/** after is a moment that many milliseconds after noon. */
export const after = (milliseconds: number) => new Date(noon.getTime() + milliseconds);

/** aGrant is a valid grant; override what the test is about. */
export const aGrant = (overrides: Partial<Grant> = {}): Grant => ({
  workspaceId: 'wsp_one',
  endUserId: 'end-user-1',
  provider: 'slack',
  purposes: ['automation'],
  scopes: ['chat:write'],
  grantedBy: 'key_one',
  ...overrides,
});

/** aConsent is a consent as the domain makes it. */
export const aConsent = (overrides: Partial<Grant> = {}, at = noon): Consent =>
  grantConsent(aGrant(overrides), terms, at);
