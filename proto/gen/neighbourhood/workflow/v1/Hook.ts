// Original file: neighbourhood/workflow/v1/hooks.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Hook is an address at which others send what becomes events of the workspace.
 */
export interface Hook {
  /**
   * `hok_…`.
   */
  'id'?: (string);
  /**
   * Last part of its address; unique in the workspace.
   */
  'path'?: (string);
  /**
   * Its address, without a token: for senders that sign.
   */
  'url'?: (string);
  /**
   * Type of the events that it makes.
   */
  'eventType'?: (string);
  /**
   * The customer's own id of the end user of its events; may be empty.
   */
  'endUserId'?: (string);
  /**
   * For people; may be empty.
   */
  'description'?: (string);
  /**
   * When it was made.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When it was changed last.
   */
  'updatedAt'?: (_google_protobuf_Timestamp | null);
  /**
   * Id of the provider whose webhooks it takes, proven as that provider does; empty for other senders.
   */
  'provider'?: (string);
}

/**
 * Hook is an address at which others send what becomes events of the workspace.
 */
export interface Hook__Output {
  /**
   * `hok_…`.
   */
  'id': (string);
  /**
   * Last part of its address; unique in the workspace.
   */
  'path': (string);
  /**
   * Its address, without a token: for senders that sign.
   */
  'url': (string);
  /**
   * Type of the events that it makes.
   */
  'eventType': (string);
  /**
   * The customer's own id of the end user of its events; may be empty.
   */
  'endUserId': (string);
  /**
   * For people; may be empty.
   */
  'description': (string);
  /**
   * When it was made.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When it was changed last.
   */
  'updatedAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * Id of the provider whose webhooks it takes, proven as that provider does; empty for other senders.
   */
  'provider': (string);
}
