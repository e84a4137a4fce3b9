import { z } from 'zod';
import { derivedId } from '../ids/derived-id.ts';
import { isId } from '../ids/typed-id.ts';

/** workspaceIdOf is what the legacy id of a workspace becomes, in every service alike. */
export function workspaceIdOf(legacyId: string): string {
  return derivedId('wsp', [legacyId]);
}

/** workspaceRef names a workspace by its id here, `wsp_…`, or by its legacy id; normal form: the id here. */
export const workspaceRef = z
  .union([z.string().min(1).max(128), z.int().transform(String)])
  .transform(name => (isId('wsp', name) ? name : workspaceIdOf(name)));
