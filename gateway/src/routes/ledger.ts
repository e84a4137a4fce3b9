import { z } from 'zod';
import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { toCsv } from '../domain/csv.ts';
import { compact } from '../http/compact.ts';
import { json, text } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { givenTime, listOf, page, pageRequest, paging, requiredIso, time } from '../resources/common.ts';
import { type RouteDependencies } from './dependencies.ts';

const tag = 'Consents';
const reportRow = z.object({
  provider: z.string(),
  purpose: z.string(),
  granted: z.int(),
  revoked: z.int(),
  expired: z.int(),
  active: z.int(),
});

/** ledgerRoutes: the workspace's hash chain as a whole, and the compliance report. */
export function ledgerRoutes({ services: { consent } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'verifyLedger',
      method: 'get',
      path: '/consents/ledger/verify',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: "Recompute the workspace's hash chain",
      replies: {
        200: {
          description: 'Whether every link fits',
          schema: z.object({
            valid: z.boolean(),
            entries: z.int(),
            firstBadEntry: z.int().optional(),
            head: z.string(),
          }),
        },
      },
      async handle(_input, { call }) {
        const { valid, entries, firstBadEntry, head } = await consent.VerifyLedger({}, call, {
          timeoutMs: 30_000,
        });
        return json(compact({ valid, entries, firstBadEntry: valid ? undefined : firstBadEntry, head }));
      },
    }),
    defineRoute({
      id: 'listCheckpoints',
      method: 'get',
      path: '/consents/ledger/checkpoints',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: 'List signed heads of the chain',
      query: paging,
      replies: {
        200: {
          description: 'Newest first',
          schema: listOf(z.object({ sequence: z.int(), head: z.string(), at: time, signature: z.string() })),
        },
      },
      async handle({ query }, { call }) {
        const answer = await consent.ListCheckpoints(pageRequest(query), call);
        return json(
          page(answer.checkpoints, answer.nextPageToken, ({ at, ...rest }) => ({
            ...rest,
            at: requiredIso(at),
          })),
        );
      },
    }),
    defineRoute({
      id: 'reportCompliance',
      method: 'get',
      path: '/consents/report',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: "Count a period's decisions, as JSON or CSV",
      query: z
        .strictObject({ from: givenTime, to: givenTime, format: z.enum(['json', 'csv']).default('json') })
        .refine(({ from, to }) => new Date(from) < new Date(to), {
          path: ['to'],
          message: 'must be after from',
        }),
      replies: {
        200: {
          description: 'By provider and purpose; `format=csv` answers text/csv',
          schema: listOf(reportRow),
          alsoAs: 'text/csv',
        },
      },
      async handle({ query }, { call }) {
        const period = { from: toTimestamp(new Date(query.from)), to: toTimestamp(new Date(query.to)) };
        const { rows } = await consent.ReportCompliance(period, call, { timeoutMs: 30_000 });
        if (query.format === 'json') return json({ items: rows });
        const columns = ['provider', 'purpose', 'granted', 'revoked', 'expired', 'active'] as const;
        return text(
          toCsv(
            columns,
            rows.map(row => ({ ...row })),
          ),
          'text/csv; charset=utf-8; header=present',
        );
      },
    }),
  ];
}
