import type { VerifyWebhookRequest__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/VerifyWebhookRequest';
import type { VerifyWebhookResponse } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/VerifyWebhookResponse';
import type { VerifiedWebhook, VerifyWebhookRequest } from '../usecase/verify-webhook.ts';

/** fromWebhookRequest reads a message to a hook. */
export function fromWebhookRequest(request: VerifyWebhookRequest__Output): VerifyWebhookRequest {
  const { provider, secrets, method, url, headers, body } = request;
  return { provider, secrets, method, url, headers, body };
}

/** toWebhookResponse writes what it is. */
export function toWebhookResponse(verified: VerifiedWebhook): VerifyWebhookResponse {
  if (verified.kind === 'answer') {
    const { contentType, body } = verified;
    return { answer: { contentType, body } };
  }
  const { type, delivery, account, connectionId, endUserId } = verified;
  return { event: { type, delivery, account, connectionId, endUserId } };
}
