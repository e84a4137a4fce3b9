import { AppError } from '@neighbourhood/shared/errors/app-error';

/** isText tells a string of 1 to `maximum` characters without control characters, which no store takes. */
export function isText(text: string, maximum: number): boolean {
  return text.trim().length > 0 && text.length <= maximum && !/\p{Cc}/u.test(text);
}

/** requireTexts fails with REQUEST.INVALID naming every given field that is no text of 1 to `maximum` characters. */
export function requireTexts(texts: Record<string, string | undefined>, maximum = 200): void {
  const fields = Object.entries(texts)
    .filter(([, text]) => text !== undefined && !isText(text, maximum))
    .map(([path]) => ({ path, message: `must have 1 to ${maximum} printable characters` }));
  if (fields.length > 0)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', { fields });
}
