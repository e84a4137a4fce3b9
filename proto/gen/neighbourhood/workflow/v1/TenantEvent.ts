// Original file: neighbourhood/workflow/v1/events.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * TenantEvent is a CloudEvent 1.0 that a tenant sends.
 */
export interface TenantEvent {
  /**
   * Unique with `source`; empty means a new `evt_…`.
   */
  'id'?: (string);
  /**
   * The tenant's own source; prefixed by the workspace when published.
   */
  'source'?: (string);
  /**
   * The tenant's own type.
   */
  'type'?: (string);
  /**
   * Subject; may be empty.
   */
  'subject'?: (string);
  /**
   * When it happened; absent means now.
   */
  'time'?: (_google_protobuf_Timestamp | null);
  /**
   * `datacontenttype`; empty means `application/json`.
   */
  'dataContentType'?: (string);
  /**
   * `dataschema`; may be empty.
   */
  'dataSchema'?: (string);
  /**
   * The data as JSON.
   */
  'data'?: (_google_protobuf_Value | null);
  /**
   * Extension attributes, lower-case names.
   */
  'extensions'?: ({[key: string]: string});
}

/**
 * TenantEvent is a CloudEvent 1.0 that a tenant sends.
 */
export interface TenantEvent__Output {
  /**
   * Unique with `source`; empty means a new `evt_…`.
   */
  'id': (string);
  /**
   * The tenant's own source; prefixed by the workspace when published.
   */
  'source': (string);
  /**
   * The tenant's own type.
   */
  'type': (string);
  /**
   * Subject; may be empty.
   */
  'subject': (string);
  /**
   * When it happened; absent means now.
   */
  'time': (_google_protobuf_Timestamp__Output | null);
  /**
   * `datacontenttype`; empty means `application/json`.
   */
  'dataContentType': (string);
  /**
   * `dataschema`; may be empty.
   */
  'dataSchema': (string);
  /**
   * The data as JSON.
   */
  'data': (_google_protobuf_Value__Output | null);
  /**
   * Extension attributes, lower-case names.
   */
  'extensions': ({[key: string]: string});
}
