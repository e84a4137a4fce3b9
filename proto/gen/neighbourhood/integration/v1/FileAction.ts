// Original file: neighbourhood/integration/v1/transfer.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * FileAction is an action whose request or answer is a file.
 */
export interface FileAction {
  /**
   * Id of the action, as `upload-file`.
   */
  'action'?: (string);
  /**
   * Semantic version of the action; empty means the newest.
   */
  'version'?: (string);
  /**
   * Input under the action's schema.
   */
  'input'?: (_google_protobuf_Value | null);
}

/**
 * FileAction is an action whose request or answer is a file.
 */
export interface FileAction__Output {
  /**
   * Id of the action, as `upload-file`.
   */
  'action': (string);
  /**
   * Semantic version of the action; empty means the newest.
   */
  'version': (string);
  /**
   * Input under the action's schema.
   */
  'input': (_google_protobuf_Value__Output | null);
}
