/** documentOf writes a document of tasks as JSON, valid but for what a test puts into it. */
export function documentOf(name: string, tasks: object[], more: object = {}): string {
  return JSON.stringify({
    document: { dsl: '1.0.3', namespace: 'test', name, version: '1.0.0' },
    do: tasks,
    ...more,
  });
}
