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
};

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

/** unknownFilters names the filters that a text uses and that do not exist. */
export function unknownFilters(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap(([, , name]) =>
    name !== undefined && filters[name] === undefined ? [name] : [],
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
  if (filter === undefined || value === undefined || value === null) return value;
  return filters[filter]?.(asText(value));
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

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}
