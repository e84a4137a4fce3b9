import { callRules } from './call-rules.ts';
import { type Task } from './document.ts';
import { protocols } from './effects.ts';
import { actionForm, parseActionReference } from './function-reference.ts';
import { isObject, type Json } from './json.ts';
import { type Finder } from './rule-finder.ts';

/** callProblems is what is asked of a call: that there is what it names, and that we can do it. */
export function callProblems(task: Task, path: string, find: Finder): void {
  const name = typeof task['call'] === 'string' ? task['call'] : '';
  const given = task['with'];
  find.template(given, `${path}/with`);
  const protocol = protocols.find(each => each === name);
  if (protocol) {
    find.found.problems.push(...callRules(protocol, isObject(given) ? given : {}, `${path}/with`));
    policies(given, `${path}/with`, find);
  } else if (!parseActionReference(name)) {
    const isOwn = find.knows('functions', name);
    if (!isOwn && name.includes('@'))
      find.refuse(
        `${path}/call`,
        `must be a function of a catalogue, or an action in the form ${actionForm}`,
      );
    else find.named('functions', 'function', name, `${path}/call`);
  }
}

/** Members that are the author's own data. */
const free = new Set(['body', 'headers', 'query', 'parameters', 'arguments', 'message', 'subscription']);

/** policies looks for the authentication policies of a call, wherever they stand. */
function policies(value: Json | undefined, path: string, find: Finder): void {
  if (!isObject(value)) return;
  for (const [name, part] of Object.entries(value)) {
    const at = `${path}/${name}`;
    if (name === 'authentication') {
      const named = isObject(part) ? part['use'] : part;
      if (typeof named === 'string') find.named('authentications', 'authentication', named, at);
    } else if (!free.has(name)) policies(part, at, find);
  }
}
