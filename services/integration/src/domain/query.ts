/** withoutParams drops those of such names from a query and leaves the others as they are written. */
export function withoutParams(query: string, drops: (name: string) => boolean): string {
  const parts = query.split('&').filter(part => part !== '');
  return parts.filter(part => !drops([...new URLSearchParams(`&${part}`).keys()][0] ?? '')).join('&');
}

/** withoutNames drops those of these names, in upper or lower case. */
export function withoutNames(query: string, names: readonly string[]): string {
  const lower = names.map(name => name.toLowerCase());
  return withoutParams(query, name => lower.includes(name.toLowerCase()));
}
