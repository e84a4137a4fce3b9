// Original file: neighbourhood/workflow/v1/workflows.proto

import type { DocumentFormat as _neighbourhood_workflow_v1_DocumentFormat, DocumentFormat__Output as _neighbourhood_workflow_v1_DocumentFormat__Output } from '../../../neighbourhood/workflow/v1/DocumentFormat.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

/**
 * Workflow is one version of a definition.
 */
export interface Workflow {
  /**
   * `wfl_…`, the same for every version.
   */
  'id'?: (string);
  /**
   * `document.namespace`.
   */
  'namespace'?: (string);
  /**
   * `document.name`.
   */
  'name'?: (string);
  /**
   * `document.version`, a semantic version.
   */
  'version'?: (string);
  /**
   * SHA-256 of the document in canonical JSON, 64 hex digits; runs are pinned to it.
   */
  'hash'?: (string);
  /**
   * `document.title`; may be empty.
   */
  'title'?: (string);
  /**
   * `document.summary`; may be empty.
   */
  'summary'?: (string);
  /**
   * The document as it was sent; empty in lists.
   */
  'document'?: (string);
  /**
   * How the document is written.
   */
  'format'?: (_neighbourhood_workflow_v1_DocumentFormat);
  /**
   * When the definition was created.
   */
  'createdAt'?: (_google_protobuf_Timestamp | null);
  /**
   * When this version was stored.
   */
  'updatedAt'?: (_google_protobuf_Timestamp | null);
}

/**
 * Workflow is one version of a definition.
 */
export interface Workflow__Output {
  /**
   * `wfl_…`, the same for every version.
   */
  'id': (string);
  /**
   * `document.namespace`.
   */
  'namespace': (string);
  /**
   * `document.name`.
   */
  'name': (string);
  /**
   * `document.version`, a semantic version.
   */
  'version': (string);
  /**
   * SHA-256 of the document in canonical JSON, 64 hex digits; runs are pinned to it.
   */
  'hash': (string);
  /**
   * `document.title`; may be empty.
   */
  'title': (string);
  /**
   * `document.summary`; may be empty.
   */
  'summary': (string);
  /**
   * The document as it was sent; empty in lists.
   */
  'document': (string);
  /**
   * How the document is written.
   */
  'format': (_neighbourhood_workflow_v1_DocumentFormat__Output);
  /**
   * When the definition was created.
   */
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  /**
   * When this version was stored.
   */
  'updatedAt': (_google_protobuf_Timestamp__Output | null);
}
