import { callRules } from './call-rules.ts';
import { type Task } from './document.ts';
import { ownData, protocols } from './effects.ts';
import { actionForm, parseActionReference } from './function-reference.ts';
import { isObject, type Json } from './json.ts';
import { subscriptionRules } from './listen-rules.ts';
import { isOwnFunction, ownFunctionProblems } from './own-functions.ts';
import { type Finder } from './rule-finder.ts';

/** callProblems is what is asked of a call: that there is what it names, and that we can do it. */
export function callProblems(task: Task, path: string, find: Finder): void {
  const name = typeof task['call'] === 'string' ? task['call'] : '';
  const { subscription, ...given } = isObject(task['with']) ? task['with'] : {};
  find.template(given, `${path}/with`);
  const protocol = protocols.find(each => each === name);
  if (protocol) {
    find.found.problems.push(...callRules(protocol, given, `${path}/with`));
    policies(given, `${path}/with`, find);
    if (isObject(subscription)) subscriptionRules(subscription, `${path}/with/subscription`, find);
    return;
  }
  const action = parseActionReference(name);
  if (action && isOwnFunction(action)) {
    for (const { path: at, message } of ownFunctionProblems(action, given, { evaluated: false }))
      find.refuse(`${path}/${at}`, message);
  } else if (!action) {
    const isOwn = find.knows('functions', name);
    if (!isOwn && name.includes('@'))
      find.refuse(
        `${path}/call`,
        `must be a function of a catalogue, or an action in the form ${actionForm}`,
      );
    else find.named('functions', 'function', name, `${path}/call`);
  }
}

/** policies looks for the authentication policies of a call, wherever they stand. */
function policies(value: Json | undefined, path: string, find: Finder): void {
  if (!isObject(value)) return;
  for (const [name, part] of Object.entries(value)) {
    const at = `${path}/${name}`;
    if (name === 'authentication') {
      const named = isObject(part) ? part['use'] : part;
      if (typeof named === 'string') find.named('authentications', 'authentication', named, at);
    } else if (!ownData.has(name)) policies(part, at, find);
  }
}
