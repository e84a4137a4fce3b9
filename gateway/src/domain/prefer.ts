/** longestWaitSeconds caps `Prefer: wait=N`: a request ends well before the server's own timeout. */
export const longestWaitSeconds = 25;

/** waitPreference reads `wait=N` from a Prefer header (RFC 7240): whole seconds, capped, or undefined. */
export function waitPreference(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  for (const preference of header.split(',')) {
    const match = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;.*)?$/i.exec(preference);
    if (match) return Math.min(Number(match[1]), longestWaitSeconds);
  }
  return undefined;
}
