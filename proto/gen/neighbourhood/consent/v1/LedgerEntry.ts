// Original file: neighbourhood/consent/v1/ledger.proto

import type { LedgerAction as _neighbourhood_consent_v1_LedgerAction, LedgerAction__Output as _neighbourhood_consent_v1_LedgerAction__Output } from '../../../neighbourhood/consent/v1/LedgerAction.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * LedgerEntry is one link of a workspace's hash chain.
 */
export interface LedgerEntry {
  /**
   * Position in the workspace's chain, from 1.
   */
  'sequence'?: (number | string | Long);
  /**
   * `cns_…`.
   */
  'consentId'?: (string);
  /**
   * What happened.
   */
  'action'?: (_neighbourhood_consent_v1_LedgerAction);
  /**
   * When.
   */
  'at'?: (_google_protobuf_Timestamp | null);
  /**
   * Who: `usr_…`, `key_…` or `system`.
   */
  'actor'?: (string);
  /**
   * Further facts as a JSON object.
   */
  'details'?: (_google_protobuf_Value | null);
  /**
   * SHA-256 of the entry in canonical form, 64 hex digits.
   */
  'hash'?: (string);
  /**
   * Hash of the entry before; 64 zeros for the first.
   */
  'previousHash'?: (string);
}

/**
 * LedgerEntry is one link of a workspace's hash chain.
 */
export interface LedgerEntry__Output {
  /**
   * Position in the workspace's chain, from 1.
   */
  'sequence': (number);
  /**
   * `cns_…`.
   */
  'consentId': (string);
  /**
   * What happened.
   */
  'action': (_neighbourhood_consent_v1_LedgerAction__Output);
  /**
   * When.
   */
  'at': (_google_protobuf_Timestamp__Output | null);
  /**
   * Who: `usr_…`, `key_…` or `system`.
   */
  'actor': (string);
  /**
   * Further facts as a JSON object.
   */
  'details': (_google_protobuf_Value__Output | null);
  /**
   * SHA-256 of the entry in canonical form, 64 hex digits.
   */
  'hash': (string);
  /**
   * Hash of the entry before; 64 zeros for the first.
   */
  'previousHash': (string);
}
