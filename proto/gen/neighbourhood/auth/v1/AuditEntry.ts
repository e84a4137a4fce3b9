// Original file: neighbourhood/auth/v1/audit.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * AuditEntry tells who did what in a workspace.
 */
export interface AuditEntry {
  /**
   * Id of the entry.
   */
  'id'?: (string);
  /**
   * When it happened.
   */
  'at'?: (_google_protobuf_Timestamp | null);
  /**
   * Who did it: `usr_…` or `key_…`.
   */
  'actor'?: (string);
  /**
   * What was done, as `api_key.revoked`.
   */
  'action'?: (string);
  /**
   * Id of what it was done to.
   */
  'target'?: (string);
  /**
   * Further facts as a JSON object; never secrets.
   */
  'details'?: (_google_protobuf_Value | null);
}

/**
 * AuditEntry tells who did what in a workspace.
 */
export interface AuditEntry__Output {
  /**
   * Id of the entry.
   */
  'id': (string);
  /**
   * When it happened.
   */
  'at': (_google_protobuf_Timestamp__Output | null);
  /**
   * Who did it: `usr_…` or `key_…`.
   */
  'actor': (string);
  /**
   * What was done, as `api_key.revoked`.
   */
  'action': (string);
  /**
   * Id of what it was done to.
   */
  'target': (string);
  /**
   * Further facts as a JSON object; never secrets.
   */
  'details': (_google_protobuf_Value__Output | null);
}
