import { globSync } from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs';

// JSON Schemas of the events, made from the messages of neighbourhood/events/v1: for languages and tools that validate
// JSON, and for people. A field that is absent is empty, as in proto3, so none is required; fields may be added.

const draft = 'https://json-schema.org/draft/2020-12/schema';
const here = import.meta.dirname;

/** EventSchema is the schema of one event's data. */
export interface EventSchema {
  /** As `consent.granted`. */
  type: string;
  /** As `consent.events`. */
  topic: string;
  /** Name of the message. */
  message: string;
  schema: object;
}

/** eventSchemas reads the protos; it fails where the comment of a message does not name event and topic. */
export function eventSchemas(): EventSchema[] {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) =>
    protobuf.common.get(target) ? target : path.isAbsolute(target) ? target : path.join(here, target);
  const files = globSync('neighbourhood/events/v1/*.proto', { cwd: here }).sort();
  root.loadSync(files, { alternateCommentMode: true }).resolveAll();
  const messages = root.lookup('neighbourhood.events.v1');
  if (!(messages instanceof protobuf.Namespace)) throw new Error('There are no events');
  return messages.nestedArray.map(message => {
    if (!(message instanceof protobuf.Type)) throw new Error(`${message.fullName} is no message`);
    return eventSchema(message);
  });
}

function eventSchema(message: protobuf.Type): EventSchema {
  const comment = textOf(message);
  const [, type, topic] = /^\w+: CloudEvent `([\w.]+)` on topic `([\w.]+)`; /.exec(comment) ?? [];
  if (type === undefined || topic === undefined)
    throw new Error(
      `The comment of ${message.name} must begin with "Name: CloudEvent \`type\` on topic \`topic\`; "`,
    );
  const schema = { $schema: draft, $id: `${type}.json`, title: message.name, ...objectOf(message) };
  return { type, topic, message: message.name, schema };
}

function objectOf(message: protobuf.Type): object {
  return {
    description: textOf(message),
    type: 'object',
    properties: Object.fromEntries(
      message.fieldsArray.map(field => [field.name, { description: textOf(field), ...valueOf(field) }]),
    ),
  };
}

/** As proto3 JSON has it, but for int64, which we write as a number. */
const scalars: Record<string, object> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int32: { type: 'integer' },
  int64: { type: 'integer' },
  double: { type: 'number' },
};

function valueOf(field: protobuf.Field): object {
  const one = elementOf(field);
  return field.repeated ? { type: 'array', items: one } : one;
}

function elementOf({ type, resolvedType, fullName, map }: protobuf.Field): object {
  const scalar = scalars[type];
  if (map) throw new Error(`${fullName}: say here what a map is in JSON`);
  if (scalar !== undefined) return scalar;
  if (resolvedType?.fullName === '.google.protobuf.Timestamp') return { type: 'string', format: 'date-time' };
  // Any JSON.
  if (resolvedType?.fullName === '.google.protobuf.Value') return {};
  if (resolvedType instanceof protobuf.Type) return objectOf(resolvedType);
  throw new Error(`${fullName}: say here what ${type} is in JSON`);
}

function textOf({ comment }: protobuf.ReflectionObject): string {
  return (comment ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** envelopeSchema is the schema of a whole event as the broker has it: the type decides what its data is. */
export function envelopeSchema(events: readonly EventSchema[]): object {
  const text = (description: string) => ({ description, type: 'string' });
  return {
    $schema: draft,
    $id: 'cloud-event.json',
    title: 'CloudEvent',
    description:
      'A CloudEvent 1.0 in structured mode. Types that are not listed may come at any time, and are to be ignored.',
    type: 'object',
    required: ['specversion', 'id', 'source', 'type', 'time', 'data'],
    properties: {
      specversion: { const: '1.0' },
      id: text('Consumers drop ids that they have seen.'),
      source: text('As `/neighbourhood/consent`.'),
      type: text('As `consent.granted`.'),
      subject: text('Id of what it is about.'),
      time: { description: 'When it happened.', type: 'string', format: 'date-time' },
      datacontenttype: { const: 'application/json' },
      workspaceid: text('`wsp_…`; empty where no workspace hears of it.'),
      traceparent: text('W3C trace context of the change.'),
    },
    allOf: events.map(({ type }) => ({
      if: { properties: { type: { const: type } } },
      then: { properties: { data: { $ref: `${type}.json` } } },
    })),
  };
}

/** schemaFiles are the contents of schemas/ by file name. */
export function schemaFiles(): Map<string, string> {
  const events = eventSchemas();
  const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  return new Map([
    ['cloud-event.json', json(envelopeSchema(events))],
    ...events.map(({ type, schema }): [string, string] => [`${type}.json`, json(schema)]),
  ]);
}
