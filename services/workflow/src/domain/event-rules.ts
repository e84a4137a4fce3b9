import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { eventTypes } from '@neighbourhood/shared/events/event-types';
import { sizeOf } from './json.ts';
import { type TenantEvent } from './tenant-event.ts';

/** Whoever hears one of these may believe it. */
const ownTypes: ReadonlySet<string> = new Set(eventTypes);

const ownPrefix = /^\/workspaces\/wsp_[0-9a-z]{26}\//;
const specified = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'subject',
  'datacontenttype',
  'dataschema',
  'data',
]);
const longest = { id: 256, type: 256, source: 1024, subject: 1024, datacontenttype: 256, dataschema: 1024 };
const mostExtensions = 30;
const longestExtension = 1024;
const uriReference = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[^"]*"))*$/;
const controls = /[\p{Cc}\p{Cs}]/u;

/** isReserved tells types that tenants and their workflows may not publish. */
export function isReserved(type: string): boolean {
  const isOurs = ownTypes.has(type) || type === 'approval.decided';
  return isOurs || /^(?:io\.serverlessworkflow|provider)\./.test(type);
}

/** platformProblems is what of a tenant's event claims to be of a hook, of an approval, or for an end user. */
export function platformProblems(event: TenantEvent): FieldError[] {
  const message = 'is only for events of hooks and approvals';
  return [
    ...(/^(?:hooks|approvals)\//.test(givenSource(event.source)) ? [{ path: 'source', message }] : []),
    ...['enduserid', 'connectionid'].flatMap(path => (event[path] === undefined ? [] : [{ path, message }])),
  ];
}

/** prefixedSource is a source under which nobody but this workspace publishes. */
export function prefixedSource(workspaceId: string, source: string): string {
  const prefix = `/workspaces/${workspaceId}/`;
  return source.startsWith(prefix) ? source : prefix + source;
}

/** givenSource is a source as its tenant named it. */
export function givenSource(source: string): string {
  return source.replace(ownPrefix, '');
}

/** extensionsOf gives the attributes that CloudEvents does not specify. */
export function extensionsOf(event: TenantEvent): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !specified.has(name)));
}

/** eventProblems is what of an event breaks the rules of CloudEvents 1.0 or our limits. */
export function eventProblems(event: TenantEvent, maxBytes: number): FieldError[] {
  const problems: FieldError[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  for (const [name, most] of Object.entries(longest)) {
    const value = event[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '') refuse(name, 'must be a text that is not empty');
    else if (value.length > most) refuse(name, `must not be longer than ${most} characters`);
    else if (controls.test(value)) refuse(name, 'must not have control characters');
  }
  if (!uriReference.test(event.source)) refuse('source', 'must be a URI reference');
  if (event.dataschema !== undefined && !URL.canParse(event.dataschema))
    refuse('dataschema', 'must be an absolute URI');
  if (event.datacontenttype !== undefined && !mediaType.test(event.datacontenttype))
    refuse('datacontenttype', 'must be a media type');
  if (Number.isNaN(Date.parse(event.time))) refuse('time', 'must be an RFC 3339 time');
  problems.push(...extensionProblems(event));
  if (problems.length === 0 && sizeOf(event as never) > maxBytes)
    refuse('data', `an event must not have more than ${maxBytes} bytes`);
  return problems;
}

function extensionProblems(event: TenantEvent): FieldError[] {
  const extensions = Object.entries(extensionsOf(event));
  const problems = extensions.flatMap(([name, value]) => {
    if (!/^[a-z0-9]{1,20}$/.test(name))
      return [{ path: name, message: 'must be named by 1 to 20 lower-case letters and digits' }];
    if (!['string', 'number', 'boolean'].includes(typeof value))
      return [{ path: name, message: 'must be a text, a number or a boolean' }];
    const text = String(value);
    if (text.length > longestExtension || controls.test(text))
      return [{ path: name, message: `must have at most ${longestExtension} characters, none of control` }];
    return [];
  });
  if (extensions.length > mostExtensions)
    problems.push({ path: '', message: `must not have more than ${mostExtensions} extensions` });
  return problems;
}
