import { type TenantEvent__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/TenantEvent';
import { fromTimestamp, fromValue } from '@neighbourhood/shared/grpc/wire';
import { type PublishRequest } from '../usecase/publish-event.ts';

/** fromTenantEvent reads an event as a tenant sends it; what is empty is absent. */
export function fromTenantEvent(message: TenantEvent__Output | null): PublishRequest {
  const {
    id,
    source = '',
    type = '',
    subject,
    time,
    dataContentType,
    dataSchema,
    data,
    extensions,
  } = message ?? {};
  const at = fromTimestamp(time);
  return {
    // First, so that an extension cannot take the place of an attribute.
    ...extensions,
    source,
    type,
    ...(id ? { id } : {}),
    ...(at ? { time: at.toISOString() } : {}),
    ...(subject ? { subject } : {}),
    ...(dataContentType ? { datacontenttype: dataContentType } : {}),
    ...(dataSchema ? { dataschema: dataSchema } : {}),
    ...(data ? { data: fromValue(data) } : {}),
  };
}
