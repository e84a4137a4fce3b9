import { AppError } from '../errors/app-error.ts';

/** Timestamp is google.protobuf.Timestamp as proto-loader gives it (longs as numbers). */
export interface Timestamp {
  seconds?: unknown;
  nanos?: number;
}

/** Value is google.protobuf.Value as proto-loader gives it; exactly one field is set. */
export interface Value {
  kind?: 'nullValue' | 'numberValue' | 'stringValue' | 'boolValue' | 'structValue' | 'listValue';
  nullValue?: 'NULL_VALUE' | 0;
  numberValue?: number | string;
  stringValue?: string;
  boolValue?: boolean;
  structValue?: Struct | null;
  listValue?: { values?: Value[] } | null;
}

/** Struct is google.protobuf.Struct as proto-loader gives it. */
export interface Struct {
  fields?: Record<string, Value>;
}

/** Json is anything that JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** toTimestamp turns a date into google.protobuf.Timestamp; undefined stays absent. */
export function toTimestamp(date: Date): { seconds: number; nanos: number };
export function toTimestamp(date: Date | null | undefined): { seconds: number; nanos: number } | null;
export function toTimestamp(date: Date | null | undefined): { seconds: number; nanos: number } | null {
  if (!date) return null;
  const milliseconds = date.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: (milliseconds - seconds * 1000) * 1_000_000 };
}

/** fromTimestamp reads google.protobuf.Timestamp; undefined where it is absent. */
export function fromTimestamp(timestamp: Timestamp | null | undefined): Date | undefined {
  if (!timestamp) return undefined;
  return new Date(Number(timestamp.seconds ?? 0) * 1000 + Math.floor((timestamp.nanos ?? 0) / 1_000_000));
}

/** Levels of JSON that go over the wire; a stack holds many times more. */
export const deepestJson = 200;

/**
 * toValue turns JSON into google.protobuf.Value; properties that are undefined are left out. Fails with
 * VALUE.TOO_DEEP for what is nested more than `deepestJson` levels deep.
 */
export function toValue(json: unknown): Value {
  return valueOf(json, 0);
}

/** toStruct turns an object into google.protobuf.Struct, as toValue does. */
export function toStruct(json: object): { fields: Record<string, Value> } {
  return structOf(json, 0);
}

function valueOf(json: unknown, depth: number): Value {
  if (json === null || json === undefined) return { nullValue: 'NULL_VALUE' };
  if (typeof json === 'number') return { numberValue: json };
  if (typeof json === 'string') return { stringValue: json };
  if (typeof json === 'boolean') return { boolValue: json };
  if (json instanceof Date) return { stringValue: json.toISOString() };
  if (depth >= deepestJson) throw tooDeep();
  if (Array.isArray(json)) return { listValue: { values: json.map(item => valueOf(item, depth + 1)) } };
  return { structValue: structOf(json, depth) };
}

function structOf(json: object, depth: number): { fields: Record<string, Value> } {
  const entries = Object.entries(json).filter(([, value]) => value !== undefined);
  return { fields: Object.fromEntries(entries.map(([key, value]) => [key, valueOf(value, depth + 1)])) };
}

function tooDeep(): AppError {
  return new AppError(
    'unprocessable',
    'VALUE.TOO_DEEP',
    `The JSON is nested more than ${deepestJson} levels deep.`,
  );
}

/** fromValue reads google.protobuf.Value; an absent one is null. */
export function fromValue(value: Value | null | undefined): Json {
  if (!value) return null;
  switch (value.kind) {
    case 'numberValue':
      return Number(value.numberValue);
    case 'stringValue':
      return value.stringValue ?? '';
    case 'boolValue':
      return value.boolValue ?? false;
    case 'structValue':
      return fromStruct(value.structValue);
    case 'listValue':
      return (value.listValue?.values ?? []).map(fromValue);
    default:
      return null;
  }
}

/** fromStruct reads google.protobuf.Struct; an absent one is {}. */
export function fromStruct(struct: Struct | null | undefined): { [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(struct?.fields ?? {}).map(([key, value]) => [key, fromValue(value)]),
  );
}
