import { dataRules } from './data-rules.ts';
import { type Task } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type Finder } from './rule-finder.ts';

const mostFilters = 20;
const mostMessages = 10_000;

/** listenRules is what is asked of a listen. */
export function listenRules(task: Task, path: string, find: Finder): void {
  const to = isObject(task['listen']) ? task['listen']['to'] : undefined;
  strategyRules(to, `${path}/listen/to`, find);
  foreachRules(task['foreach'], `${path}/foreach`, find);
}

/** subscriptionRules is what is asked of an AsyncAPI subscription. */
export function subscriptionRules(subscription: JsonObject, path: string, find: Finder): void {
  find.bare(subscription['filter'], `${path}/filter`);
  const consume = isObject(subscription['consume']) ? subscription['consume'] : {};
  find.bare(consume['while'], `${path}/consume/while`);
  find.bare(consume['until'], `${path}/consume/until`);
  find.duration(consume['for'], `${path}/consume/for`);
  const { amount } = consume;
  if (typeof amount === 'number' && !(amount >= 1 && amount <= mostMessages))
    find.refuse(`${path}/consume/amount`, `must lie between 1 and ${mostMessages}`);
  foreachRules(subscription['foreach'], `${path}/foreach`, find);
}

function foreachRules(foreach: Json | undefined, path: string, find: Finder): void {
  if (!isObject(foreach)) return;
  const named = (name: string, otherwise: string) =>
    typeof foreach[name] === 'string' ? foreach[name] : otherwise;
  const own = [named('item', 'item'), named('at', 'index')];
  dataRules(foreach, path, {
    ...find,
    either: (value, at) => find.either(value, at, own),
  });
  if (foreach['do'] !== undefined) find.list(foreach['do'], `${path}/do`, own);
}

/** strategyRules is what is asked of an event consumption strategy, of a listen or a schedule. */
export function strategyRules(value: Json | undefined, path: string, find: Finder): void {
  if (!isObject(value)) return;
  for (const kind of ['one', 'any', 'all']) {
    const given = value[kind];
    if (Array.isArray(given)) {
      if (given.length > mostFilters)
        find.refuse(`${path}/${kind}`, `must have at most ${mostFilters} filters`);
      if (kind === 'all' && given.length === 0) find.refuse(`${path}/all`, 'must have a filter');
      for (const [index, filter] of given.entries()) filterRules(filter, `${path}/${kind}/${index}`, find);
    } else filterRules(given, `${path}/${kind}`, find);
  }
  if (typeof value['until'] === 'string') find.bare(value['until'], `${path}/until`);
  else strategyRules(value['until'], `${path}/until`, find);
}

function filterRules(filter: Json | undefined, path: string, find: Finder): void {
  if (!isObject(filter)) return;
  find.template(filter['with'], `${path}/with`);
  for (const [name, correlation] of Object.entries(
    isObject(filter['correlate']) ? filter['correlate'] : {},
  )) {
    const at = find.step(`${path}/correlate`, name);
    if (!isObject(correlation)) continue;
    find.bare(correlation['from'], `${at}/from`);
    find.template(correlation['expect'], `${at}/expect`);
  }
}
