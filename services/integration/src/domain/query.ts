/** Param is one of a query, as its name and value are read. */
type Param = readonly [name: string, value: string];

/** withoutParams drops those from a query and leaves the others as they are written. */
export function withoutParams(query: string, drops: (param: Param) => boolean): string {
  const parts = query.split('&').filter(part => part !== '');
  return parts.filter(part => !drops([...new URLSearchParams(`&${part}`)][0] ?? ['', ''])).join('&');
}
