import { type Json, type JsonObject } from '../../src/domain/json.ts';
import { documentOf } from '../run-document.ts';

/** act is a provider action. */
export const act = (name: string, more: JsonObject = {}) => ({
  call: `notes.${name}:1.0.0@default`,
  with: { n: '${ . }' },
  ...more,
});

/** http is the address that `get` calls for a place. */
export const http = (place: string) => `https://api.example.com/${place}`;

/** get is a call by HTTP. */
export const get = (place: string, more: JsonObject = {}) => ({
  call: 'http',
  with: { method: 'post', endpoint: { uri: http(place) }, body: '${ . }', ...more },
});

/** say is a task that gives a value. */
export const say = (value: Json) => ({ set: value });

/** doc makes a document of tasks. */
export const doc = (tasks: JsonObject[], more: JsonObject = {}) => documentOf(tasks, more);
