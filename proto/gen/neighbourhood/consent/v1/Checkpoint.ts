// Original file: neighbourhood/consent/v1/ledger.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Checkpoint is a signed head of a chain.
 */
export interface Checkpoint {
  /**
   * Sequence of the last entry that it covers.
   */
  'sequence'?: (number | string | Long);
  /**
   * Hash of that entry.
   */
  'head'?: (string);
  /**
   * When it was made.
   */
  'at'?: (_google_protobuf_Timestamp | null);
  /**
   * Compact JWS (EdDSA, `typ` ledger-checkpoint+jws) over {workspaceId, sequence, head, at}.
   */
  'signature'?: (string);
}

/**
 * Checkpoint is a signed head of a chain.
 */
export interface Checkpoint__Output {
  /**
   * Sequence of the last entry that it covers.
   */
  'sequence': (number);
  /**
   * Hash of that entry.
   */
  'head': (string);
  /**
   * When it was made.
   */
  'at': (_google_protobuf_Timestamp__Output | null);
  /**
   * Compact JWS (EdDSA, `typ` ledger-checkpoint+jws) over {workspaceId, sequence, head, at}.
   */
  'signature': (string);
}
