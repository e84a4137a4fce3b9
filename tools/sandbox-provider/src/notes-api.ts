import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import { readJson } from './read-json.ts';
import type { Note, Store } from './store.ts';

const newNote = z.strictObject({ title: z.string().min(1).max(200), body: z.string().max(10_000) });

const answerAsked = z.strictObject({
  status: z.number().int().min(200).max(599),
  delayMs: z.number().int().min(0).max(60_000).optional(),
  retryAfter: z.number().int().min(0).max(3_600).optional(),
  body: z.unknown().optional(),
});

/**
 * createNotesApi is the small API behind the sandbox's tokens. Notes and files live per account. A POST that
 * repeats an `Idempotency-Key` gets the first answer again and writes nothing.
 */
export function createNotesApi(
  server: Provider,
  { notes, changed }: Store,
  countApi: (method: string, path: string) => void,
): Router {
  const created = new Map<string, Note>();
  const files = new Map<string, { content: Buffer; type: string }>();
  const router = new Router({ prefix: '/api' });

  const count = async (ctx: Context, next: Next) => {
    countApi(ctx.method, ctx.path);
    await next();
  };

  const requireScope = (scope: string) => async (ctx: Context, next: Next) => {
    const [scheme, value] = ctx.get('authorization').split(' ');
    const token =
      scheme?.toLowerCase() === 'bearer' && value ? await server.AccessToken.find(value) : undefined;
    if (token?.isValid !== true) {
      refuse(ctx, 401, 'invalid_token');
      return;
    }
    if (!token.scopes.has(scope)) {
      refuse(ctx, 403, 'insufficient_scope');
      return;
    }
    ctx.state['accountId'] = token.accountId;
    await next();
  };

  const accountOf = (ctx: Context) => String(ctx.state['accountId']);

  router.use(count);

  router.post('/notes', requireScope('notes:write'), async ctx => {
    const input = newNote.safeParse(await readJson(ctx));
    if (!input.success) {
      refuse(ctx, 400, 'invalid_request', z.prettifyError(input.error));
      return;
    }
    const account = accountOf(ctx);
    const key = ctx.get('idempotency-key');
    const note = created.get(`${account} ${key}`) ?? {
      id: `note_${randomUUID()}`,
      ...input.data,
      createdAt: new Date().toISOString(),
    };
    if (!(notes.get(account) ?? []).includes(note)) notes.set(account, [...(notes.get(account) ?? []), note]);
    changed();
    if (key !== '') created.set(`${account} ${key}`, note);
    ctx.status = 201;
    ctx.body = note;
  });

  router.get('/notes', requireScope('notes:read'), ctx => {
    ctx.body = { notes: notes.get(accountOf(ctx)) ?? [] };
  });

  // Files live in memory, one per account and name.
  router.put('/files/:name', requireScope('notes:write'), async ctx => {
    const chunks: Buffer[] = [];
    for await (const chunk of ctx.req as AsyncIterable<Buffer>) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    files.set(`${accountOf(ctx)} ${ctx.params['name'] ?? ''}`, { content, type: ctx.get('content-type') });
    ctx.status = 201;
    ctx.body = {
      name: ctx.params['name'],
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    };
  });

  router.get('/files/:name', requireScope('notes:read'), ctx => {
    const file = files.get(`${accountOf(ctx)} ${ctx.params['name'] ?? ''}`);
    if (!file) {
      refuse(ctx, 404, 'no_such_file');
      return;
    }
    ctx.set('set-cookie', 'sandbox=1');
    ctx.body = file.content;
    ctx.set('content-type', file.type);
  });

  router.delete('/files/:name', requireScope('notes:write'), ctx => {
    files.delete(`${accountOf(ctx)} ${ctx.params['name'] ?? ''}`);
    ctx.status = 204;
  });

  router.post('/respond', requireScope('notes:write'), async ctx => {
    const input = answerAsked.safeParse(await readJson(ctx));
    if (!input.success) {
      refuse(ctx, 400, 'invalid_request', z.prettifyError(input.error));
      return;
    }
    const { status, delayMs = 0, retryAfter, body } = input.data;
    await delay(delayMs, undefined, { ref: false });
    if (retryAfter !== undefined) ctx.set('retry-after', String(retryAfter));
    ctx.body = { status, body: body ?? null };
    ctx.status = status;
  });

  return router;
}

function refuse(ctx: Context, status: number, error: string, description?: string): void {
  ctx.status = status;
  if (status === 401 || status === 403) ctx.set('www-authenticate', `Bearer error="${error}"`);
  ctx.body = { error, ...(description === undefined ? {} : { error_description: description }) };
}
