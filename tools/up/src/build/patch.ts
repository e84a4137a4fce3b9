import { Failure } from '../process/failure.ts';

/**
 * patched gives the files that a unified diff changes, by path, as they are after it. Lines must be where the
 * diff says: it belongs to one version of a pinned module.
 */
export function patched(diff: string, read: (path: string) => string): Map<string, string> {
  const files = new Map<string, string>();
  for (const part of diff.split(/^--- a\//m).slice(1)) {
    const path = part.slice(0, part.indexOf('\n'));
    const lines = read(path).split('\n');
    // The last hunk first: the line numbers of the others stay true.
    for (const hunk of part.split(/^@@ -/m).slice(1).reverse()) apply(hunk, lines, path);
    files.set(path, lines.join('\n'));
  }
  return files;
}

function apply(hunk: string, lines: string[], path: string): void {
  const [head = '', ...body] = hunk.replace(/\n$/, '').split('\n');
  const side = (mark: string): string[] =>
    body.filter(line => line[0] === ' ' || line[0] === mark).map(line => line.slice(1));
  const before = side('-');
  const at = Number.parseInt(head, 10) - 1;
  const there = lines.slice(at, at + before.length);
  if (there.join('\n') !== before.join('\n')) {
    throw new Failure(`The patch of ${path} does not fit at line ${String(at + 1)}: another version?`);
  }
  lines.splice(at, before.length, ...side('+'));
}
