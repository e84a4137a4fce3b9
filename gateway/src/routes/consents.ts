import { z } from 'zod';
import { fromValue, toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import { compact } from '../http/compact.ts';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import {
  endUserId,
  givenTime,
  idParam,
  iso,
  listOf,
  page,
  pageRequest,
  paging,
  providerId,
  scopes,
  time,
} from '../resources/common.ts';
import * as consents from '../resources/consent.ts';
import { fromEnum, toEnum } from '../resources/enums.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Consents';
const params = idParam('cns');
const notFound = { 'CONSENT.NOT_FOUND': 404 };
const receipt = z.string().meta({ description: 'Compact JWS over the receipt, ISO/IEC TS 27560.' });

/** consentRoutes: what end users allowed, and its proof. */
export function consentRoutes({ services: { consent } }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'grantConsent',
      method: 'post',
      path: '/consents',
      tag,
      auth: 'any',
      permission: 'consent:write',
      idempotent: true,
      summary: 'Record what an end user allows',
      body: z.strictObject({
        endUserId,
        provider: providerId,
        purposes: z.array(consents.purposeId).min(1).max(100),
        scopes: scopes.min(1),
        expiresAt: givenTime.optional(),
        notice: consents.notice.optional(),
        evidence: z.record(z.string(), z.unknown()).optional(),
      }),
      replies: {
        201: {
          description: 'The consent and its receipt',
          schema: z.object({ consent: consents.consent, receipt }),
        },
      },
      async handle({ body }, { call }) {
        const { expiresAt, evidence, ...rest } = body;
        const request = compact({
          ...rest,
          expiresAt: expiresAt === undefined ? undefined : toTimestamp(new Date(expiresAt)),
          evidence: evidence === undefined ? undefined : toValue(evidence),
        });
        const answer = await consent.GrantConsent(request, call, callOptions(call));
        return json({ consent: consents.presentConsent(answer.consent), receipt: answer.receipt }, 201);
      },
    }),
    defineRoute({
      id: 'listConsents',
      method: 'get',
      path: '/consents',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: 'List consents',
      query: paging.extend({
        endUserId: endUserId.optional(),
        provider: providerId.optional(),
        status: consents.consentStatus.optional(),
      }),
      replies: { 200: { description: 'Newest first', schema: listOf(consents.consent) } },
      async handle({ query }, { call }) {
        const request = {
          ...pageRequest(query),
          endUserId: query.endUserId ?? '',
          provider: query.provider ?? '',
          status: toEnum('CONSENT_STATUS', query.status),
        };
        const answer = await consent.ListConsents(request, call);
        return json(page(answer.consents, answer.nextPageToken, consents.presentConsent));
      },
    }),
    defineRoute({
      id: 'validateConsent',
      method: 'post',
      path: '/consents/validate',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: 'Ask whether an end user allows something now',
      body: z.strictObject({
        endUserId,
        provider: providerId,
        scopes: scopes.optional(),
        purpose: consents.purposeId.optional(),
      }),
      replies: {
        200: {
          description: 'Whether one active consent covers all of it; "no" is an answer',
          schema: z.object({
            valid: z.boolean(),
            consentId: z.string().optional(),
            reason: z.enum(['noConsent', 'expired', 'revoked', 'scopeMissing', 'purposeMissing']).optional(),
            missingScopes: z.array(z.string()).optional(),
            expiresAt: time.optional(),
          }),
        },
      },
      async handle({ body }, { call }) {
        const request = { ...body, scopes: body.scopes ?? [], purpose: body.purpose ?? '' };
        const { valid, consentId, reason, missingScopes, expiresAt } = await consent.ValidateConsent(
          request,
          call,
        );
        return json(
          compact({
            valid,
            consentId: consentId || undefined,
            reason: valid ? undefined : fromEnum('REFUSAL_REASON', reason),
            missingScopes: missingScopes.length > 0 ? missingScopes : undefined,
            expiresAt: iso(expiresAt),
          }),
        );
      },
    }),
    defineRoute({
      id: 'exportConsents',
      method: 'get',
      path: '/consents/export',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: 'Export what is held about an end user, for portability',
      query: z.strictObject({ endUserId }),
      replies: { 200: { description: 'A portable copy', schema: z.record(z.string(), z.unknown()) } },
      async handle({ query }, { call }) {
        const answer = await consent.ExportEndUser(query, call, { timeoutMs: 30_000 });
        return json(fromValue(answer.document));
      },
    }),
    defineRoute({
      id: 'getConsent',
      method: 'get',
      path: '/consents/{id}',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: 'Read a consent',
      params,
      replies: { 200: { description: 'The consent', schema: consents.consent } },
      problems: notFound,
      async handle({ params: { id } }, { call }) {
        const answer = await consent.GetConsent({ consentId: id }, call);
        return json(consents.presentConsent(answer.consent));
      },
    }),
    defineRoute({
      id: 'revokeConsent',
      method: 'delete',
      path: '/consents/{id}',
      tag,
      auth: 'any',
      permission: 'consent:write',
      summary: 'Withdraw a consent; everything built on it stops',
      params,
      body: z.strictObject({ reason: z.string().max(500).optional() }).optional(),
      replies: { 204: { description: 'The consent is withdrawn' } },
      problems: { ...notFound, 'CONSENT.ALREADY_REVOKED': 409 },
      async handle({ params: { id }, body }, { call }) {
        await consent.RevokeConsent({ consentId: id, reason: body?.reason ?? '' }, call);
        return noContent();
      },
    }),
    defineRoute({
      id: 'getConsentHistory',
      method: 'get',
      path: '/consents/{id}/history',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: "List a consent's entries in the ledger",
      params,
      query: paging,
      replies: { 200: { description: 'Oldest first', schema: listOf(consents.ledgerEntry) } },
      problems: notFound,
      async handle({ params: { id }, query }, { call }) {
        const answer = await consent.GetConsentHistory({ consentId: id, ...pageRequest(query) }, call);
        return json(page(answer.entries, answer.nextPageToken, consents.presentLedgerEntry));
      },
    }),
    defineRoute({
      id: 'getConsentReceipt',
      method: 'get',
      path: '/consents/{id}/receipt',
      tag,
      auth: 'any',
      permission: 'consent:read',
      summary: "Read a consent's signed receipt",
      params,
      replies: { 200: { description: 'The receipt', schema: z.object({ receipt }) } },
      problems: notFound,
      async handle({ params: { id } }, { call }) {
        const answer = await consent.GetReceipt({ consentId: id }, call);
        return json({ receipt: answer.receipt });
      },
    }),
  ];
}
