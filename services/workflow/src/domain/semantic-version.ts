/**
 * compareVersions orders two semantic versions as semver.org says (build metadata ignored): negative when
 * `left` is older. Both must be valid, which the document's schema has made sure of.
 */
export function compareVersions(left: string, right: string): number {
  const [leftCore, leftPre] = split(left);
  const [rightCore, rightPre] = split(right);
  const core = compareLists(leftCore, rightCore);
  if (core !== 0) return core;
  if (leftPre.length === 0 || rightPre.length === 0) return rightPre.length - leftPre.length;
  return compareLists(leftPre, rightPre);
}

function split(version: string): [string[], string[]] {
  const plain = version.split('+', 1)[0] ?? '';
  const dash = plain.indexOf('-');
  if (dash < 0) return [plain.split('.'), []];
  return [plain.slice(0, dash).split('.'), plain.slice(dash + 1).split('.')];
}

function compareLists(left: string[], right: string[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareParts(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareParts(left: string, right: string): number {
  const numeric = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (numeric[0] && numeric[1])
    return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
