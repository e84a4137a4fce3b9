import { z } from 'zod';
import type { Approval__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/Approval';
import { AppError, isAppError } from '@neighbourhood/shared/errors/app-error';
import { approvalPage, approvalPageHeaders, messagePage } from '../http/approval-page.ts';
import { compact } from '../http/compact.ts';
import { json, type Reply } from '../http/reply.ts';
import { defineRoute, type Request, type Route } from '../http/route.ts';
import { iso, required, requiredIso, time, typedId } from '../resources/common.ts';
import { fromEnum } from '../resources/enums.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const state = z.enum(['open', 'decided', 'expired', 'withdrawn']);
const approval = z
  .object({
    id: typedId('apr'),
    title: z.string(),
    description: z.string(),
    choices: z.array(z.string()),
    state,
    decision: z.string().optional(),
    expiresAt: time,
    decidedAt: time.optional(),
  })
  .meta({ id: 'Approval' });

function present(message: Approval__Output | null) {
  const from = required(message);
  const { id, title, description, choices, decision } = from;
  return compact({
    ...{ id, title, description, choices },
    state: fromEnum('APPROVAL_STATE', from.state) as z.output<typeof state>,
    decision: decision || undefined,
    expiresAt: requiredIso(from.expiresAt),
    decidedAt: iso(from.decidedAt),
  });
}

/** Programs ask for JSON; whoever else comes is a person. */
function wantsPage({ header }: Request): boolean {
  const accept = header('Accept') ?? '';
  if (/text\/html/i.test(accept)) return true;
  return !/json/i.test(accept) && !/json/i.test(header('Content-Type') ?? '');
}

const html = (status: number, text: string): Reply => ({
  status,
  text,
  contentType: 'text/html; charset=utf-8',
  headers: approvalPageHeaders,
});

/** Answers a person by a page, also where something is wrong with the link or the decision. */
async function answer(request: Request, ask: () => Promise<ReturnType<typeof present>>): Promise<Reply> {
  const asPage = wantsPage(request);
  try {
    const found = await ask();
    const over = found.state === 'expired' || found.state === 'withdrawn';
    if (asPage) return html(over ? 410 : 200, approvalPage(found));
    if (!over) return json(found);
    throw new AppError('gone', `APPROVAL.${found.state.toUpperCase()}`, 'This cannot be decided any more.');
  } catch (error) {
    if (!asPage || !isAppError(error) || error.httpStatus >= 500) throw error;
    return html(error.httpStatus, messagePage('This cannot be decided', error.message));
  }
}

const common = {
  tag: 'Approvals',
  auth: 'public',
  prefixed: false,
  path: '/approvals/{token}',
  params: z.strictObject({ token: z.string().min(1).max(200) }),
} as const;
const shown = (description: string) => ({ description, schema: approval, alsoAs: 'text/html' });

/** approvalRoutes: the links by which persons decide what runs wait for. */
export function approvalRoutes({ services: { workflow } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      ...common,
      id: 'showApproval',
      method: 'get',
      summary: 'Show what is to be decided; decides nothing',
      replies: { 200: shown('The question, or its decision') },
      problems: { 'APPROVAL.NOT_FOUND': 404, 'APPROVAL.EXPIRED': 410, 'APPROVAL.WITHDRAWN': 410 },
      handle: ({ params }, request) =>
        answer(request, async () => present((await workflow.GetApproval(params, request.call)).approval)),
    }),
    defineRoute({
      ...common,
      id: 'decideApproval',
      method: 'post',
      formats: ['json', 'x-www-form-urlencoded'],
      summary: 'Decide, for good: the first decision counts',
      body: z.strictObject({
        decision: z.string().min(1).max(80),
        comment: z.string().max(2000).optional(),
      }),
      replies: { 200: shown('The decision') },
      problems: {
        'APPROVAL.NOT_FOUND': 404,
        'APPROVAL.DECIDED': 409,
        'APPROVAL.EXPIRED': 410,
        'APPROVAL.WITHDRAWN': 410,
      },
      handle: ({ params: { token }, body: { decision, comment = '' } }, request) =>
        answer(request, async () => {
          const { call } = request;
          const decided = await workflow.DecideApproval(
            { token, decision, comment },
            call,
            callOptions(call),
          );
          return present(decided.approval);
        }),
    }),
  ];
}
