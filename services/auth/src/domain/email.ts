import { AppError } from '@neighbourhood/shared/errors/app-error';

const shape = /^[^\s@"<>()[\]\\,;:]+@[^\s@.]+(\.[^\s@.]+)+$/u;

/**
 * cleanEmail checks an address and gives it as it is stored: trimmed, NFKC, otherwise as its owner writes it.
 * Throws REQUEST.INVALID when it is no address or longer than 254 characters.
 */
export function cleanEmail(input: string): string {
  const email = input.trim().normalize('NFKC');
  if (email.length > 254 || !shape.test(email) || /\p{C}/u.test(email)) {
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The e-mail address is not valid.', {
      fields: [{ path: 'email', message: 'must be an e-mail address of at most 254 characters' }],
    });
  }
  return email;
}

/**
 * emailKey is what addresses are compared by: without regard to case. Dots and plus tags stay, as what they
 * mean is the mail host's business.
 */
export function emailKey(email: string): string {
  return email.normalize('NFKC').toLowerCase();
}
