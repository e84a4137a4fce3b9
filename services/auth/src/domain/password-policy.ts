import { AppError } from '@neighbourhood/shared/errors/app-error';
import { emailKey } from './email.ts';

const minimum = 8;
const maximum = 256;

/** Passwords that head every leaked list and would pass the length rule. */
const common = new Set(
  (
    'password password1 password12 password123 passw0rd p@ssw0rd p@ssword1 12345678 123456789 1234567890 ' +
    '123123123 1q2w3e4r 1qaz2wsx 1q2w3e4r5t qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qazwsxedc ' +
    'asdfghjkl zxcvbnm1 iloveyou iloveyou1 sunshine princess football baseball superman starwars trustno1 ' +
    'welcome1 welcome123 letmein1 letmein123 admin123 admin1234 administrator changeme changeme1 changeme123 ' +
    'michael1 jennifer computer whatever internet abcd1234 abcdefgh abc12345 a1b2c3d4 11223344 87654321 ' +
    'master123 dragon123 monkey123 shadow123 default1 testtest test1234 secret123 neighbourhood'
  ).split(' '),
);

/**
 * requireStrongPassword follows NIST SP 800-63B: length, no list of common ones, nothing derived
 * from the account; no rules about character classes. Throws AUTH.WEAK_PASSWORD with the reason.
 */
export function requireStrongPassword(password: string, email: string): void {
  const weakness = findWeakness(password, email);
  if (weakness === undefined) return;
  throw new AppError('invalidArgument', 'AUTH.WEAK_PASSWORD', `The password ${weakness}.`, {
    fields: [{ path: 'password', message: weakness }],
  });
}

function findWeakness(password: string, email: string): string | undefined {
  const length = Array.from(password).length;
  if (length < minimum) return `must have at least ${minimum} characters`;
  if (length > maximum) return `must have at most ${maximum} characters`;
  const lower = password.toLowerCase();
  const address = emailKey(email);
  const local = address.split('@')[0] ?? '';
  if (common.has(lower)) return 'is one of the most used passwords';
  if (new Set(lower).size < 4) return 'repeats too few characters';
  if (lower === address || lower === local) return 'must not be the e-mail address';
  if (isRun(lower)) return 'must not be a simple sequence';
  return undefined;
}

function isRun(text: string): boolean {
  const codes = Array.from(text, character => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return Math.abs(step) <= 1 && codes.every((code, i) => i === 0 || code - (codes[i - 1] ?? 0) === step);
}
