// Original file: neighbourhood/workflow/v1/workflows.proto

/**
 * DocumentFormat is how a document is written.
 */
export const DocumentFormat = {
  /**
   * JSON.
   */
  DOCUMENT_FORMAT_UNSPECIFIED: 'DOCUMENT_FORMAT_UNSPECIFIED',
  /**
   * JSON.
   */
  DOCUMENT_FORMAT_JSON: 'DOCUMENT_FORMAT_JSON',
  /**
   * YAML 1.2, one document.
   */
  DOCUMENT_FORMAT_YAML: 'DOCUMENT_FORMAT_YAML',
} as const;

/**
 * DocumentFormat is how a document is written.
 */
export type DocumentFormat =
  /**
   * JSON.
   */
  | 'DOCUMENT_FORMAT_UNSPECIFIED'
  | 0
  /**
   * JSON.
   */
  | 'DOCUMENT_FORMAT_JSON'
  | 1
  /**
   * YAML 1.2, one document.
   */
  | 'DOCUMENT_FORMAT_YAML'
  | 2

/**
 * DocumentFormat is how a document is written.
 */
export type DocumentFormat__Output = typeof DocumentFormat[keyof typeof DocumentFormat]
