const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const name = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  return instant.test(one) && instant.test(other) && Date.parse(one) === Date.parse(other);
}

/** Keys that customers chose may be personal data: only what looks like a field's name is shown. */
const shown = (key: string, list: boolean) => (list || !name.test(key) ? '*' : key);

/** ignoring makes a test of paths by patterns such as `items.*.updatedAt`; `*` is any one part. */
export function ignoring(patterns: readonly string[]): (path: readonly string[]) => boolean {
  const split = patterns.map(pattern => pattern.split('.'));
  return path =>
    split.some(
      parts => parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i]),
    );
}

/**
 * differences compares two JSON values, and names the paths at which they differ, at most `limit`; never a value.
 * The order of keys means nothing, two spellings of one instant are the same; the order of lists counts.
 */
export function differences(
  one: unknown,
  other: unknown,
  ignored: (path: readonly string[]) => boolean,
  limit = 20,
): string[] {
  const found = new Set<string>();

  function walk(a: unknown, b: unknown, path: readonly string[], label: readonly string[]): void {
    if (found.size >= limit || isSame(a, b) || (path.length > 0 && ignored(path))) return;
    if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) {
      found.add(label.join('.') || '(body)');
      return;
    }
    const list = Array.isArray(a);
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      walk(valueOf(a, key), valueOf(b, key), [...path, key], [...label, shown(key, list)]);
    }
  }

  walk(one, other, [], []);
  return [...found].sort();
}

const valueOf = (tree: Tree, key: string): unknown => (Object.hasOwn(tree, key) ? tree[key] : undefined);
