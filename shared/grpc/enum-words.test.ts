import { ConnectionStatus } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/ConnectionStatus';
import { enumWords } from './enum-words.ts';

const status = enumWords(ConnectionStatus, 'CONNECTION_STATUS');

describe('enumWords', () => {
  test('a value becomes its camelCase word and comes back', () => {
    expect(status.toWord('CONNECTION_STATUS_NEEDS_REAUTH')).toBe('needsReauth');
    expect(status.toValue('needsReauth')).toBe('CONNECTION_STATUS_NEEDS_REAUTH');
  });

  test('the unspecified value and unknown values have no word', () => {
    expect(status.toWord('CONNECTION_STATUS_UNSPECIFIED')).toBeUndefined();
    expect(status.toWord('SOMETHING_ELSE')).toBeUndefined();
    expect(status.toWord(undefined)).toBeUndefined();
  });

  test('no word is the unspecified value', () => {
    expect(status.toValue(undefined)).toBe('CONNECTION_STATUS_UNSPECIFIED');
  });

  test('the words come in the order of the enum', () => {
    expect(status.words).toEqual(['active', 'expired', 'needsReauth', 'revoked', 'error']);
  });
});
