import { apply, tryKubectl } from './kubectl.ts';

/** readSecret gives the entries of a Secret, or undefined where there is none. */
export async function readSecret(
  namespace: string,
  name: string,
): Promise<Record<string, string> | undefined> {
  const { status, out } = await tryKubectl(['-n', namespace, 'get', 'secret', name, '-o', 'json']);
  if (status !== 0) return undefined;
  const { data = {} } = JSON.parse(out) as { data?: Record<string, string> };
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
  );
}

/** writeSecret makes a Secret, or replaces its entries. Their values go through standard input only. */
export async function writeSecret(
  namespace: string,
  name: string,
  entries: Readonly<Record<string, string>>,
): Promise<void> {
  await apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'neighbourhood' } },
    stringData: entries,
  });
}

/** ensureSecret makes a Secret where there is none, and gives what is in it. */
export async function ensureSecret(
  namespace: string,
  name: string,
  make: () => Record<string, string>,
): Promise<Record<string, string>> {
  const known = await readSecret(namespace, name);
  if (known !== undefined) return known;
  const made = make();
  await writeSecret(namespace, name, made);
  return made;
}
