const secretName =
  /(?:^|[-_.])(?:auth|authorization|cookie|credentials?|key|password|passwd|pwd|secret|sig|signature|token)$|(?:apikey|token|secret|password)$/i;

/** isSecretName tells names of headers and query parameters whose values are usually secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && name.toLowerCase() !== 'idempotency-key';
}

const hidden = '***';

/** withoutSecrets gives headers as they may be stored and shown. */
export function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? hidden : value]),
  );
}

/** secretsIn are the secret values of headers, credentials without their scheme. */
export function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => isSecretName(name))
    .flatMap(([, value]) => [value, value.replace(/^\w+ +/, '')]);
}

/** shownUri is a URI as it may be stored and shown. */
export function shownUri(url: URL): string {
  const names = [...url.searchParams.keys()].filter(isSecretName);
  if (names.length === 0) return url.href;
  const copy = new URL(url);
  for (const name of names) copy.searchParams.set(name, hidden);
  return copy.href;
}

/** redact removes secrets from a text that came from outside: some servers repeat what they were sent. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(secret => secret.length >= 4)
    .reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
}
