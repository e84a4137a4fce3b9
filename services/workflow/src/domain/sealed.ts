import { isObject, type Json } from './json.ts';

/** Shorter texts would be found where they are no secret. */
const shortest = 4;

/** Seal keeps secrets out of whatever is stored. */
export interface Seal {
  /** The value with every secret replaced by a mark for people to read. */
  redact<T>(value: T): T;
  /** The value with every secret replaced by a mark that `open` knows. */
  close<T>(value: T): T;
  /** The reverse of close, with the secrets as they are now. */
  open<T>(value: T): T;
}

const same = <T>(value: T): T => value;
const none: Seal = { redact: same, close: same, open: same };

/** hasRedacted tells whether a value holds what `redact` puts in place of a secret. */
export function hasRedacted(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes('‹secret:');
}

/**
 * createSeal replaces the texts of secrets, also inside longer texts and in the encodings that end up in requests. Marks
 * that are opened again hold `nonce`, which is to be known to nobody: a caller or a server that sends a mark of its own
 * making gets no secret put in its place.
 */
export function createSeal(secrets: Readonly<Record<string, Json>>, nonce: string): Seal {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(secrets)) collect(name, value, names);
  if (names.size === 0) return none;
  const texts = [...names.keys()].sort((left, right) => right.length - left.length);
  const found = new RegExp(texts.map(escaped).join('|'), 'g');
  const values = new Map([...names].map(([text, name]) => [name, text]));
  const begin = `‹secret:${nonce}:`;
  const mark = new RegExp(`${escaped(begin)}([^›]*)›`, 'g');
  const replaced = (text: string, prefix: string) =>
    text.replace(found, each => `${prefix}${names.get(each) ?? ''}›`);
  return {
    redact: value => mapTexts(value, text => replaced(text, '‹secret:')),
    close: value => mapTexts(value, text => replaced(text, begin)),
    open: value =>
      mapTexts(value, text => text.replace(mark, (whole, name: string) => values.get(name) ?? whole)),
  };
}

/** createGrowingSeal keeps out of storage what a record has by then: it may grow while the seal is in use. */
export function createGrowingSeal(secrets: Readonly<Record<string, Json>>, nonce: string): Seal {
  let [size, seal] = [0, none];
  const current = () => {
    const count = Object.keys(secrets).length;
    if (count !== size) [size, seal] = [count, createSeal(secrets, nonce)];
    return seal;
  };
  return {
    redact: value => current().redact(value),
    close: value => current().close(value),
    open: value => current().open(value),
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function collect(name: string, value: Json, names: Map<string, string>): void {
  if (typeof value === 'string') {
    if (value.length < shortest) return;
    names.set(value, name);
    const forms = { base64: Buffer.from(value).toString('base64'), uri: encodeURIComponent(value) };
    for (const [form, text] of Object.entries(forms))
      if (!names.has(text)) names.set(text, `${name}:${form}`);
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) collect(`${name}.${index}`, each, names);
  } else if (isObject(value)) {
    for (const [key, each] of Object.entries(value)) collect(`${name}.${key}`, each, names);
  }
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map(each => mapTexts(each as unknown, change)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [change(key), mapTexts(each as unknown, change)]),
  ) as T;
}
