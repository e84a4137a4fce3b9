import { json } from 'node:stream/consumers';
import type { Context } from 'koa';

const maxBytes = 1024 * 1024;

/** readJson reads a request's JSON body of at most 1 MiB; it answers 413 or 400 to anything else. */
export async function readJson(ctx: Context): Promise<unknown> {
  if (Number(ctx.get('content-length')) > maxBytes) ctx.throw(413, 'the body is larger than 1 MiB');
  try {
    return await json(ctx.req);
  } catch {
    return ctx.throw(400, 'the body is not JSON');
  }
}
