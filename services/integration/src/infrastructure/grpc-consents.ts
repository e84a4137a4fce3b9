import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { ServiceClient } from '@neighbourhood/shared/grpc/types';
import type { Consents } from '../usecase/ports.ts';

const reasons: Readonly<Record<string, string>> = {
  REFUSAL_REASON_NO_CONSENT: 'noConsent',
  REFUSAL_REASON_EXPIRED: 'expired',
  REFUSAL_REASON_REVOKED: 'revoked',
  REFUSAL_REASON_SCOPE_MISSING: 'scopeMissing',
  REFUSAL_REASON_PURPOSE_MISSING: 'purposeMissing',
};

/**
 * createGrpcConsents asks the consent service through the sidecar, each time anew: a withdrawn consent counts at
 * once, and where the service cannot be asked, nothing is allowed.
 */
export function createGrpcConsents(
  client: Pick<ServiceClient<ConsentServiceDefinition>, 'ValidateConsent'>,
): Consents {
  return {
    async refusal({ endUserId, provider, scopes, purpose }, call) {
      const answer = await client.ValidateConsent(
        { endUserId, provider, scopes: [...scopes], purpose },
        call,
      );
      return answer.valid ? undefined : (reasons[answer.reason] ?? 'noConsent');
    },
  };
}
