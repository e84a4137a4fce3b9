import { createHash } from 'node:crypto';
import type { Template } from './provider.ts';

/** Scope is what a template's placeholders can name: `input`, `credentials`, `body`, `item`… */
export type Scope = Readonly<Record<string, unknown>>;

const placeholder = /\$\{\s*([\w.-]+)\s*(?:\|\s*(\w+)\s*)?\}/g;
const wholePlaceholder = new RegExp(`^${placeholder.source}$`);

const filters: Readonly<Record<string, (text: string) => string>> = {
  base64url: text => Buffer.from(text).toString('base64url'),
  /** An RFC 2047 word: any text is safe in a mail header, line breaks included. */
  mimeWord: text => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`,
  base64: text => Buffer.from(text).toString('base64'),
  /** The host of an address. */
  host: text => (URL.canParse(text) ? new URL(text).host : ''),
  /** Tells one secret from another without saying it. */
  fingerprint: text => createHash('sha256').update(text).digest('hex').slice(0, 16),
  /** A list as text, its parts separated by commas. */
  comma: text => text,
  /** For JSON in headers, which hold nothing but ASCII. */
  json: text =>
    text.replace(/[\u007f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

/** TooLong is how filling ends that puts in more than it may. */
export class TooLong extends Error {}

let left = Infinity;
const lengths = new WeakMap<object, number>();

/** limited lets what is filled within `work` put in so many characters, an object counting as its JSON, and no more. */
export function limited<T>(most: number, work: () => T): T {
  const before = left;
  left = most;
  try {
    return work();
  } finally {
    left = before;
  }
}

/** Counted as they are put in: what comes of it may be too long to be measured. */
function counted<T>(value: T): T {
  if (left === Infinity) return value;
  left -= lengthOf(value);
  if (left < 0) throw new TooLong('more is filled in than may be');
  return value;
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  const length = lengths.get(value) ?? JSON.stringify(value).length;
  lengths.set(value, length);
  return length;
}

/**
 * fill replaces a template's placeholders. `${input.title}` alone is the value itself, and is left out where it
 * is absent; within other text it is put in as text. `{ $each, as }` maps a list (`item`), `{ $base64url }` encodes
 * a filled text.
 */
export function fill(template: Template, scope: Scope): unknown {
  if (typeof template === 'string') return fillText(template, scope);
  if (template === null || typeof template !== 'object') return template;
  if (isList(template)) return template.map(part => fill(part, scope)).filter(part => part !== undefined);
  if (template['$each'] !== undefined) return fillEach(template, scope);
  if (template['$base64url'] !== undefined) {
    return filters['base64url']?.(String(fill(template['$base64url'], scope)));
  }
  return fillObject(template, scope);
}

/**
 * fillSent fills what is sent: an object of which nothing is left because all that it is made of is absent is left out
 * as well; an empty one stays.
 */
export function fillSent(template: Template, scope: Scope): unknown {
  if (template === null || typeof template !== 'object' || hasDirective(template))
    return fill(template, scope);
  if (isList(template)) return template.map(part => fillSent(part, scope)).filter(part => part !== undefined);
  const parts = Object.entries(template).map(([key, part]) => [key, fillSent(part, scope)] as const);
  const filled = parts.filter(([, value]) => value !== undefined);
  return filled.length === 0 && parts.length > 0 ? undefined : Object.fromEntries(filled);
}

/** pick walks a dotted path through objects and lists; own properties only. */
export function pick(value: unknown, path: string): unknown {
  let current: unknown = value;
  for (const key of path.split('.')) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** fillString fills a template whose result must be text. */
export function fillString(template: string, scope: Scope): string {
  const value = fillText(template, scope);
  return value === undefined || value === null ? '' : asText(value);
}

/** placeholders lists what a text's placeholders name, and their filters. */
export function placeholders(text: string): { path: string; filter: string | undefined }[] {
  return [...text.matchAll(placeholder)].map(([, path = '', filter]) => ({ path, filter }));
}

/** unknownFilters names the filters that a text uses and that do not exist. */
export function unknownFilters(text: string): string[] {
  return placeholders(text).flatMap(({ filter }) =>
    filter !== undefined && filters[filter] === undefined ? [filter] : [],
  );
}

/** asText writes a value as text: objects as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fillText(text: string, scope: Scope): unknown {
  const whole = wholePlaceholder.exec(text);
  if (whole?.[1] !== undefined) return filtered(pick(scope, whole[1]), whole[2]);
  return text.replace(placeholder, (_match, path: string, filter?: string) => {
    const value = filtered(pick(scope, path), filter);
    return value === undefined || value === null ? '' : asText(value);
  });
}

function filtered(value: unknown, filter: string | undefined): unknown {
  if (value === undefined || value === null) return value;
  if (filter === undefined) return counted(value);
  if (filter === 'comma' && Array.isArray(value)) return counted(value.map(asText).join(','));
  return counted(filters[filter]?.(asText(value)));
}

function fillEach(template: { [key: string]: Template }, scope: Scope): unknown {
  const list = fill(template['$each'] ?? null, scope);
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => fill(template['as'] ?? null, { ...scope, item }));
}

function fillObject(template: { [key: string]: Template }, scope: Scope): Record<string, unknown> {
  const filledEntries = Object.entries(template).map(([key, part]) => [key, fill(part, scope)] as const);
  return Object.fromEntries(filledEntries.filter(([, value]) => value !== undefined));
}

function hasDirective(template: Template): boolean {
  const isObject = typeof template === 'object' && template !== null && !isList(template);
  return isObject && (template['$each'] !== undefined || template['$base64url'] !== undefined);
}

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}
