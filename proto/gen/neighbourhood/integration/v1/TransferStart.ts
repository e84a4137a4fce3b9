// Original file: neighbourhood/integration/v1/transfer.proto

import type { ProxiedRequest as _neighbourhood_integration_v1_ProxiedRequest, ProxiedRequest__Output as _neighbourhood_integration_v1_ProxiedRequest__Output } from '../../../neighbourhood/integration/v1/ProxiedRequest.ts';
import type { FileAction as _neighbourhood_integration_v1_FileAction, FileAction__Output as _neighbourhood_integration_v1_FileAction__Output } from '../../../neighbourhood/integration/v1/FileAction.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * TransferStart is what is asked for.
 */
export interface TransferStart {
  /**
   * `con_…`.
   */
  'connectionId'?: (string);
  /**
   * A request to the provider's own API.
   */
  'proxy'?: (_neighbourhood_integration_v1_ProxiedRequest | null);
  /**
   * An action whose request or answer is a file.
   */
  'action'?: (_neighbourhood_integration_v1_FileAction | null);
  /**
   * Purpose that the consent must cover; empty means `automation`.
   */
  'purpose'?: (string);
  /**
   * Whether a body follows.
   */
  'hasBody'?: (boolean);
  /**
   * Length of the body in bytes; absent when it is not known.
   */
  'contentLength'?: (number | string | Long);
  /**
   * Type of the body; empty when it is not known.
   */
  'contentType'?: (string);
  /**
   * What to do with it.
   */
  'what'?: "proxy"|"action";
  '_contentLength'?: "contentLength";
}

/**
 * TransferStart is what is asked for.
 */
export interface TransferStart__Output {
  /**
   * `con_…`.
   */
  'connectionId': (string);
  /**
   * A request to the provider's own API.
   */
  'proxy'?: (_neighbourhood_integration_v1_ProxiedRequest__Output | null);
  /**
   * An action whose request or answer is a file.
   */
  'action'?: (_neighbourhood_integration_v1_FileAction__Output | null);
  /**
   * Purpose that the consent must cover; empty means `automation`.
   */
  'purpose': (string);
  /**
   * Whether a body follows.
   */
  'hasBody': (boolean);
  /**
   * Length of the body in bytes; absent when it is not known.
   */
  'contentLength'?: (number);
  /**
   * Type of the body; empty when it is not known.
   */
  'contentType': (string);
  /**
   * What to do with it.
   */
  'what'?: "proxy"|"action";
  '_contentLength'?: "contentLength";
}
