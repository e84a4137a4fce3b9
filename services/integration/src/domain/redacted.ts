/** Shorter ones are words that stand anywhere. */
const shortest = 6;

/** redacted is a text with a mark in place of each secret, as it is or as addresses write it. */
export function redacted(text: string, secrets: readonly string[], mark: string): string {
  return secrets
    .filter(secret => secret.length >= shortest)
    .flatMap(spellings)
    .sort((one, other) => other.length - one.length)
    .reduce((rest, spelling) => rest.replaceAll(spelling, mark), text);
}

/** spellings are the ways in which a text stands in an address, in one within another, and in neither. */
export function spellings(text: string): string[] {
  const encoded = encodeURIComponent(text.toWellFormed());
  const inForm = new URLSearchParams([['', text]]).toString().slice(1);
  const all = [text, encoded, inForm, encodeURIComponent(encoded)];
  return [...new Set(all.flatMap(each => [each, each.replace(/%[\dA-F]{2}/g, code => code.toLowerCase())]))];
}
