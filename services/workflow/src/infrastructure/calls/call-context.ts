import { type z } from 'zod';
import { type Json, type JsonObject } from '../../domain/json.ts';
import { fault } from '../../domain/workflow-error.ts';
import { type CredentialsOf } from './authentication/credentials.ts';
import { type Resources } from './resources.ts';

/** CallContext is what one call has besides its `with`. */
export interface CallContext {
  workspaceId: string;
  /** The task's input. */
  input: Json;
  idempotencyKey: string;
  /** Aborted at the end of the call's time, and when nobody wants its result any more. */
  signal: AbortSignal;
  credentialsOf: CredentialsOf;
  resources: Resources;
}

/** readWith checks a call's evaluated `with`; what is wrong is told by its place, never by its value. */
export function readWith<S extends z.ZodType>(schema: S, value: JsonObject): z.output<S> {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const [issue] = error.issues;
  const where = ['with', ...(issue?.path ?? [])].join('.');
  throw fault('configuration', `${where} is not valid: ${issue?.message ?? 'it has another form'}`);
}
