import type { CursorSeals } from '../usecase/pages.ts';
import type { FollowedWrapping } from './envelope-cipher.ts';

/**
 * createCursorSeals seals under keys that are derived from the wrapping keys: every replica has those, and an old one
 * counts until it is dropped.
 */
export function createCursorSeals(wrapping: FollowedWrapping): CursorSeals {
  const inContext = (context: string) => `cursor ${context}`;
  return {
    seal: (context, text) =>
      wrapping.current.seal(inContext(context), Buffer.from(text)).toString('base64url'),

    async open(context, cursor) {
      const sealed = Buffer.from(cursor, 'base64url');
      // One of many spellings is ours.
      if (sealed.toString('base64url') !== cursor) return undefined;
      const opened = () => wrapping.current.open(inContext(context), sealed)?.toString();
      const text = opened();
      if (text !== undefined) return text;
      // Another replica may have seen a new wrapping key before this one.
      await wrapping.refresh();
      return opened();
    },
  };
}
