// Original file: neighbourhood/integration/v1/providers.proto

import type { Value as _google_protobuf_Value, Value__Output as _google_protobuf_Value__Output } from '../../../google/protobuf/Value.ts';

/**
 * Action is one operation of a provider.
 */
export interface Action {
  /**
   * Kebab-case, unique in its provider, as `send-message`.
   */
  'id'?: (string);
  /**
   * Semantic version, as `1.0.0`.
   */
  'version'?: (string);
  /**
   * Short name for people.
   */
  'title'?: (string);
  /**
   * What it does.
   */
  'description'?: (string);
  /**
   * JSON Schema 2020-12 of the input.
   */
  'inputSchema'?: (_google_protobuf_Value | null);
  /**
   * JSON Schema 2020-12 of the output.
   */
  'outputSchema'?: (_google_protobuf_Value | null);
  /**
   * Scopes that the connection and the consent must hold.
   */
  'scopes'?: (string)[];
  /**
   * `upload` or `download` where the request's body, or the answer's, is a file; empty for JSON both ways.
   */
  'file'?: (string);
}

/**
 * Action is one operation of a provider.
 */
export interface Action__Output {
  /**
   * Kebab-case, unique in its provider, as `send-message`.
   */
  'id': (string);
  /**
   * Semantic version, as `1.0.0`.
   */
  'version': (string);
  /**
   * Short name for people.
   */
  'title': (string);
  /**
   * What it does.
   */
  'description': (string);
  /**
   * JSON Schema 2020-12 of the input.
   */
  'inputSchema': (_google_protobuf_Value__Output | null);
  /**
   * JSON Schema 2020-12 of the output.
   */
  'outputSchema': (_google_protobuf_Value__Output | null);
  /**
   * Scopes that the connection and the consent must hold.
   */
  'scopes': (string)[];
  /**
   * `upload` or `download` where the request's body, or the answer's, is a file; empty for JSON both ways.
   */
  'file': (string);
}
