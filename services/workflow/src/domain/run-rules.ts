import { type Task } from './document.ts';
import { isObject } from './json.ts';
import { type Finder } from './rule-finder.ts';
import { languageProblem } from './script-language.ts';

/** runRules is what is asked of a run task: scripts and workflows run here, nothing else does. */
export function runRules(task: Task, path: string, find: Finder): void {
  const run = isObject(task['run']) ? task['run'] : {};
  const { script, workflow } = run;
  for (const kind of ['container', 'shell'])
    if (run[kind] !== undefined)
      find.refuse(
        `${path}/run/${kind}`,
        `a ${kind} is not supported by this runtime; script and workflow are`,
      );
  if (isObject(script)) {
    const { language, code, ...rest } = script;
    const problem = typeof language === 'string' ? languageProblem(language) : undefined;
    if (problem !== undefined) find.refuse(`${path}/run/script/language`, problem);
    if (typeof code !== 'string') find.refuse(`${path}/run/script`, 'must have code');
    find.template(rest, `${path}/run/script`);
  }
  if (!isObject(workflow)) return;
  const { version } = workflow;
  if (
    typeof version === 'string' &&
    version !== 'latest' &&
    !/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(version)
  )
    find.refuse(`${path}/run/workflow/version`, "must be a semantic version, or 'latest'");
  find.template(workflow['input'], `${path}/run/workflow/input`);
}
