/** Word is an enum value in the API's spelling: `CONNECTION_STATUS_NEEDS_REAUTH` is `needsReauth`. */
export type Word<Value extends string, Prefix extends string> = Value extends `${Prefix}_UNSPECIFIED`
  ? never
  : Value extends `${Prefix}_${infer Rest}`
    ? Camel<Lowercase<Rest>>
    : never;

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

/** EnumWords converts one proto enum to and from the API's words. */
export interface EnumWords<W extends string, Value extends string> {
  /** The words in the enum's order, without the unspecified value. */
  readonly words: readonly W[];
  /** The word of a value; undefined for the unspecified value, numbers and strangers. */
  toWord(value: string | number | undefined): W | undefined;
  /** The value of a word; the unspecified value for undefined. */
  toValue(word: W | undefined): Value;
}

/**
 * enumWords makes the converter of one enum, from the constant that is generated beside its type:
 * `enumWords(ConnectionStatus, 'CONNECTION_STATUS')`.
 */
export function enumWords<Value extends string, Prefix extends string>(
  values: Readonly<Record<Value, Value>>,
  prefix: Prefix,
): EnumWords<Word<Value, Prefix>, Value> {
  const unspecified = `${prefix}_UNSPECIFIED` as Value;
  const byValue = new Map<string, Word<Value, Prefix>>();
  const byWord = new Map<string, Value>();
  for (const value of Object.values<Value>(values)) {
    if (value === unspecified) continue;
    const word = toCamel(value.slice(prefix.length + 1)) as Word<Value, Prefix>;
    byValue.set(value, word);
    byWord.set(word, value);
  }
  return {
    words: [...byWord.keys()] as Word<Value, Prefix>[],
    toWord: value => byValue.get(String(value)),
    toValue: word => (word === undefined ? unspecified : (byWord.get(word) ?? unspecified)),
  };
}

function toCamel(upper: string): string {
  return upper.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
