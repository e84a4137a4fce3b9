import { type TaskList, entryOf, pointerStep, type Task } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Import is something that a document takes from elsewhere. */
export interface Import {
  /** JSON pointer of what names it. */
  path: string;
  /** An address, or an object with `uri` and perhaps `authentication`. */
  endpoint: Json;
  kind: 'function' | 'schema' | 'script';
  /** Puts what was found into the document. */
  place(found: Json): void;
}

/** A function of a catalogue, laid out as https://github.com/serverlessworkflow/catalog says. */
const inCatalogue = /^([A-Za-z0-9._-]+):(\d+\.\d+\.\d+[A-Za-z0-9.+-]*)@([A-Za-z0-9._-]+)$/;

/**
 * importsOf lists what a document takes from elsewhere and does not have yet: functions by address or from a catalogue,
 * schemas and scripts. What is found is placed in the document, so that a stored version never changes.
 */
export function importsOf(document: JsonObject): Import[] {
  const found: Import[] = [];
  const use = isObject(document['use']) ? document['use'] : {};
  schemas(document, '', found);
  list(document['do'], '/do', document, found);
  for (const [name, task] of Object.entries(isObject(use['functions']) ? use['functions'] : {}))
    if (isObject(task)) visit(task, `/use/functions/${pointerStep(name)}`, document, found);
  for (const [index, entry] of (Array.isArray(use['extensions']) ? use['extensions'] : []).entries())
    for (const [name, extension] of Object.entries(isObject(entry) ? entry : {}))
      for (const phase of ['before', 'after'])
        if (isObject(extension))
          list(extension[phase], `/use/extensions/${index}/${pointerStep(name)}/${phase}`, document, found);
  return found;
}

function list(tasks: Json | undefined, path: string, document: JsonObject, found: Import[]): void {
  if (!Array.isArray(tasks)) return;
  for (const [index, entry] of (tasks as TaskList).entries()) {
    if (!isObject(entry)) continue;
    const { name, task } = entryOf(entry);
    if (isObject(task)) visit(task, `${path}/${index}/${pointerStep(name)}`, document, found);
  }
}

function visit(task: Task, path: string, document: JsonObject, found: Import[]): void {
  schemas(task, path, found);
  call(task, path, document, found);
  script(task, path, found);
  const part = (holder: string, member: string) => {
    const value = task[holder];
    if (isObject(value)) list(value[member], `${path}/${holder}/${member}`, document, found);
  };
  list(task['do'], `${path}/do`, document, found);
  list(task['try'], `${path}/try`, document, found);
  part('catch', 'do');
  part('fork', 'branches');
  part('foreach', 'do');
}

function schemas(holder: JsonObject, path: string, found: Import[]): void {
  for (const member of ['input', 'output', 'export']) {
    const part = holder[member];
    const schema = isObject(part) ? part['schema'] : undefined;
    if (!isObject(schema) || !isObject(schema['resource'])) continue;
    found.push({
      path: `${path}/${member}/schema/resource`,
      endpoint: schema['resource']['endpoint'] ?? null,
      kind: 'schema',
      place(document) {
        delete schema['resource'];
        schema['document'] = document;
      },
    });
  }
}

function call(task: Task, path: string, document: JsonObject, found: Import[]): void {
  const { call: name } = task;
  if (typeof name !== 'string') return;
  const use = isObject(document['use']) ? document['use'] : {};
  const functions = isObject(use['functions']) ? use['functions'] : {};
  const endpoint = functionEndpoint(name, isObject(use['catalogs']) ? use['catalogs'] : {});
  if (endpoint === undefined || Object.hasOwn(functions, name)) return;
  found.push({
    path: `${path}/call`,
    endpoint,
    kind: 'function',
    place(definition) {
      const uses = isObject(document['use']) ? document['use'] : {};
      const known = isObject(uses['functions']) ? uses['functions'] : {};
      document['use'] = { ...uses, functions: { ...known, [name]: definition } };
    },
  });
}

function functionEndpoint(name: string, catalogues: JsonObject): Json | undefined {
  if (/^https?:\/\//.test(name)) return raw(name);
  const [, what = '', version = '', catalogue = ''] = inCatalogue.exec(name) ?? [];
  const entry = Object.hasOwn(catalogues, catalogue) ? catalogues[catalogue] : undefined;
  const endpoint = isObject(entry) ? entry['endpoint'] : undefined;
  const uri = isObject(endpoint) ? endpoint['uri'] : endpoint;
  if (typeof uri !== 'string') return undefined;
  const whole = raw(`${uri.replace(/\/$/, '')}/functions/${what}/${version}/function.yaml`);
  return isObject(endpoint) ? { ...endpoint, uri: whole } : whole;
}

/** raw is where GitHub and GitLab have the text of what they show: the specification asks for it. */
function raw(uri: string): string {
  const github = /^https:\/\/github\.com\/([^/]+)\/([^/]+)\/(?:(?:tree|blob)\/([^/]+)\/)?(.*)$/.exec(uri);
  if (github) {
    const [, owner = '', repository = '', branch = 'HEAD', file = ''] = github;
    return `https://raw.githubusercontent.com/${owner}/${repository}/${branch}/${file}`;
  }
  return uri.replace(/^(https:\/\/gitlab\.com\/.+)\/-\/(?:tree|blob)\//, '$1/-/raw/');
}

function script(task: Task, path: string, found: Import[]): void {
  const run = isObject(task['run']) ? task['run'] : {};
  const { script: wanted } = run;
  if (!isObject(wanted) || !isObject(wanted['source'])) return;
  found.push({
    path: `${path}/run/script/source`,
    endpoint: wanted['source']['endpoint'] ?? null,
    kind: 'script',
    place(code) {
      delete wanted['source'];
      wanted['code'] = code;
    },
  });
}
