import { fromEnum, toEnum } from './enums.ts';

describe('enum values', () => {
  it.each([
    ['CONNECTION_STATUS', 'needsReauth', 'CONNECTION_STATUS_NEEDS_REAUTH'],
    ['ROLE', 'admin', 'ROLE_ADMIN'],
    ['CIRCUIT_STATE', 'halfOpen', 'CIRCUIT_STATE_HALF_OPEN'],
  ])('of %s are said as %s in the API', (prefix, word, value) => {
    expect(fromEnum(prefix, value)).toBe(word);
    expect(toEnum(prefix, word)).toBe(value);
  });

  it('are unspecified when absent', () => {
    expect(toEnum('ROLE', undefined)).toBe('ROLE_UNSPECIFIED');
  });
});
