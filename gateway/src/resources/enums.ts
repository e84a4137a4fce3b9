/** fromEnum says a proto enum's value in the API's words: `CONNECTION_STATUS_NEEDS_REAUTH` → `needsReauth`. */
export function fromEnum(prefix: string, value: string): string {
  const words = value
    .slice(prefix.length + 1)
    .toLowerCase()
    .split('_');
  return words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

type Snake<T extends string> = T extends `${infer Head}${infer Tail}`
  ? `${Head extends Capitalize<Head> ? (Head extends Uncapitalize<Head> ? Head : `_${Head}`) : Uppercase<Head>}${Snake<Tail>}`
  : T;

/** toEnum is the way back; an absent value is the enum's `UNSPECIFIED`. */
export function toEnum<P extends string, T extends string>(
  prefix: P,
  value: T | undefined,
): `${P}_${Snake<T>}` | `${P}_UNSPECIFIED` {
  if (value === undefined) return `${prefix}_UNSPECIFIED`;
  return `${prefix}_${value.replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase()}` as `${P}_${Snake<T>}`;
}
