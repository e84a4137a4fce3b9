// Original file: neighbourhood/consent/v1/end_users.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * ExportEndUserResponse is a portable copy.
 */
export interface ExportEndUserResponse {
  /**
   * {endUserId, exportedAt, consents[], history[]} as JSON.
   */
  'document'?: (_google_protobuf_Value | null);
}

/**
 * ExportEndUserResponse is a portable copy.
 */
export interface ExportEndUserResponse__Output {
  /**
   * {endUserId, exportedAt, consents[], history[]} as JSON.
   */
  'document': (_google_protobuf_Value__Output | null);
}
