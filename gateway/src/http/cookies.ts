/** Cookie is one that the gateway sets: always HttpOnly and SameSite=Lax. */
export interface Cookie {
  name: string;
  value: string;
  path: string;
  /** 0 removes it. */
  maxAgeSeconds: number;
  secure: boolean;
}

/** serializeCookie writes a Set-Cookie header (RFC 6265); values are ours, and hold no special characters. */
export function serializeCookie({ name, value, path, maxAgeSeconds, secure }: Cookie): string {
  const parts = [`${name}=${value}`, `Path=${path}`, `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  return parts.join('; ');
}

/** readCookie finds one cookie in a Cookie header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
