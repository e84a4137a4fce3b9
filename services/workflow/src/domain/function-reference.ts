import { protocols } from './effects.ts';

/** ActionReference is a provider action as a function of the runtime's default catalogue. */
export interface ActionReference {
  provider: string;
  action: string;
  version: string;
}

/** isDefinedFunction tells calls of functions that stand in `use.functions`: neither a protocol's nor an action's. */
export function isDefinedFunction(call: string): boolean {
  return !protocols.some(each => each === call) && parseActionReference(call) === undefined;
}

const pattern =
  /^([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z0-9]+(?:-[a-z0-9]+)*):(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)@default$/;

/** actionForm is the form that parseActionReference takes, for messages. */
export const actionForm = 'provider.action:version@default';

/** parseActionReference reads `slack.send-message:1.0.0@default`; undefined when a text has another form. */
export function parseActionReference(text: string): ActionReference | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, provider = '', action = '', version = ''] = match;
  return { provider, action, version };
}
