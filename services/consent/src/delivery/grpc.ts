import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { GrantConsentRequest__Output } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/GrantConsentRequest';
import { implement, type ServiceImplementation } from '@neighbourhood/shared/grpc/server';
import { fromTimestamp, fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import type { ConsentApp } from '../app.ts';
import type { GrantRequest } from '../usecase/grant-consent.ts';
import { invalid, pageLimit, pageSeq } from './paging.ts';
import {
  fromStatus,
  toCheckpointMessage,
  toConsentMessage,
  toEntryMessage,
  toExportDocument,
  toVerdictMessage,
} from './wire.ts';

/** createConsentService answers neighbourhood.consent.v1.ConsentService, but for erasure, which is not built yet. */
export function createConsentService(app: ConsentApp): ServiceImplementation {
  return implement<ConsentServiceDefinition>('neighbourhood.consent.v1.ConsentService', {
    async GrantConsent(request, call) {
      const consent = await app.grantConsent(toGrant(request), call);
      return { consent: toConsentMessage(consent, app.clock()), receipt: await app.issueReceipt(consent) };
    },

    async RevokeConsent({ consentId, reason }, call) {
      const consent = await app.revokeConsent({ id: consentId, ...(reason ? { reason } : {}) }, call);
      return { consent: toConsentMessage(consent, app.clock()) };
    },

    async ValidateConsent({ endUserId, provider, scopes, purpose }, call) {
      const act = { endUserId, provider, scopes, ...(purpose ? { purpose } : {}) };
      return toVerdictMessage(await app.validateConsent(act, call));
    },

    async ListConsents({ endUserId, provider, status: wanted, pageSize, pageToken }, call) {
      const status = fromStatus(wanted);
      const { items, nextCursor = '' } = await app.listConsents(
        {
          ...(endUserId ? { endUserId } : {}),
          ...(provider ? { provider } : {}),
          ...(status ? { status } : {}),
          ...(pageToken ? { cursor: pageToken } : {}),
          limit: pageLimit(pageSize),
        },
        call,
      );
      return { consents: items.map(item => toConsentMessage(item, app.clock())), nextPageToken: nextCursor };
    },

    async GetConsent({ consentId }, call) {
      return { consent: toConsentMessage(await app.getConsent({ id: consentId }, call), app.clock()) };
    },

    async GetReceipt({ consentId }, call) {
      return { receipt: await app.getReceipt({ id: consentId }, call) };
    },

    async GetConsentHistory({ consentId, pageSize, pageToken }, call) {
      const page = { limit: pageLimit(pageSize), after: pageSeq(pageToken) ?? 0 };
      const { entries, next } = await app.getConsentHistory({ id: consentId, ...page }, call);
      return { entries: entries.map(toEntryMessage), nextPageToken: next?.toString() ?? '' };
    },

    async VerifyLedger(_request, call) {
      const { head, ...verification } = await app.verifyLedger(call);
      return { ...verification, head: head.hash };
    },

    async ListCheckpoints({ pageSize, pageToken }, call) {
      const before = pageSeq(pageToken);
      const page = { limit: pageLimit(pageSize), ...(before === undefined ? {} : { before }) };
      const { checkpoints, next } = await app.listCheckpoints(page, call);
      return { checkpoints: checkpoints.map(toCheckpointMessage), nextPageToken: next?.toString() ?? '' };
    },

    async ListPurposes(_request, call) {
      return { purposes: await app.listPurposes(call) };
    },

    async SetPurposes({ purposes }, call) {
      return { purposes: await app.setPurposes(purposes, call) };
    },

    async ReportCompliance({ from, to }, call) {
      const period = { from: fromTimestamp(from), to: fromTimestamp(to) };
      if (!period.from) throw invalid('from', 'must be given');
      if (!period.to) throw invalid('to', 'must be given');
      return { rows: await app.reportCompliance({ from: period.from, to: period.to }, call) };
    },

    async ExportEndUser({ endUserId }, call) {
      return { document: toValue(toExportDocument(await app.exportEndUser({ endUserId }, call))) };
    },
  });
}

function toGrant({
  endUserId,
  provider,
  purposes,
  scopes,
  ...request
}: GrantConsentRequest__Output): GrantRequest {
  const expiresAt = fromTimestamp(request.expiresAt);
  const evidence = request.evidence ? fromValue(request.evidence) : null;
  if (evidence !== null && (typeof evidence !== 'object' || Array.isArray(evidence))) {
    throw invalid('evidence', 'must be a JSON object');
  }
  return {
    endUserId,
    provider,
    purposes,
    scopes,
    ...(expiresAt ? { expiresAt } : {}),
    ...(request.notice ? { notice: request.notice } : {}),
    ...(evidence === null ? {} : { evidence }),
  };
}
