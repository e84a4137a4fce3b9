// Original file: neighbourhood/consent/v1/consent_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ConsentHistoryRequest as _neighbourhood_consent_v1_ConsentHistoryRequest, ConsentHistoryRequest__Output as _neighbourhood_consent_v1_ConsentHistoryRequest__Output } from '../../../neighbourhood/consent/v1/ConsentHistoryRequest.ts';
import type { ConsentHistoryResponse as _neighbourhood_consent_v1_ConsentHistoryResponse, ConsentHistoryResponse__Output as _neighbourhood_consent_v1_ConsentHistoryResponse__Output } from '../../../neighbourhood/consent/v1/ConsentHistoryResponse.ts';
import type { EraseEndUserRequest as _neighbourhood_consent_v1_EraseEndUserRequest, EraseEndUserRequest__Output as _neighbourhood_consent_v1_EraseEndUserRequest__Output } from '../../../neighbourhood/consent/v1/EraseEndUserRequest.ts';
import type { EraseEndUserResponse as _neighbourhood_consent_v1_EraseEndUserResponse, EraseEndUserResponse__Output as _neighbourhood_consent_v1_EraseEndUserResponse__Output } from '../../../neighbourhood/consent/v1/EraseEndUserResponse.ts';
import type { ExportEndUserRequest as _neighbourhood_consent_v1_ExportEndUserRequest, ExportEndUserRequest__Output as _neighbourhood_consent_v1_ExportEndUserRequest__Output } from '../../../neighbourhood/consent/v1/ExportEndUserRequest.ts';
import type { ExportEndUserResponse as _neighbourhood_consent_v1_ExportEndUserResponse, ExportEndUserResponse__Output as _neighbourhood_consent_v1_ExportEndUserResponse__Output } from '../../../neighbourhood/consent/v1/ExportEndUserResponse.ts';
import type { GetConsentRequest as _neighbourhood_consent_v1_GetConsentRequest, GetConsentRequest__Output as _neighbourhood_consent_v1_GetConsentRequest__Output } from '../../../neighbourhood/consent/v1/GetConsentRequest.ts';
import type { GetConsentResponse as _neighbourhood_consent_v1_GetConsentResponse, GetConsentResponse__Output as _neighbourhood_consent_v1_GetConsentResponse__Output } from '../../../neighbourhood/consent/v1/GetConsentResponse.ts';
import type { GetErasureRequest as _neighbourhood_consent_v1_GetErasureRequest, GetErasureRequest__Output as _neighbourhood_consent_v1_GetErasureRequest__Output } from '../../../neighbourhood/consent/v1/GetErasureRequest.ts';
import type { GetErasureResponse as _neighbourhood_consent_v1_GetErasureResponse, GetErasureResponse__Output as _neighbourhood_consent_v1_GetErasureResponse__Output } from '../../../neighbourhood/consent/v1/GetErasureResponse.ts';
import type { GetReceiptRequest as _neighbourhood_consent_v1_GetReceiptRequest, GetReceiptRequest__Output as _neighbourhood_consent_v1_GetReceiptRequest__Output } from '../../../neighbourhood/consent/v1/GetReceiptRequest.ts';
import type { GetReceiptResponse as _neighbourhood_consent_v1_GetReceiptResponse, GetReceiptResponse__Output as _neighbourhood_consent_v1_GetReceiptResponse__Output } from '../../../neighbourhood/consent/v1/GetReceiptResponse.ts';
import type { GrantConsentRequest as _neighbourhood_consent_v1_GrantConsentRequest, GrantConsentRequest__Output as _neighbourhood_consent_v1_GrantConsentRequest__Output } from '../../../neighbourhood/consent/v1/GrantConsentRequest.ts';
import type { GrantConsentResponse as _neighbourhood_consent_v1_GrantConsentResponse, GrantConsentResponse__Output as _neighbourhood_consent_v1_GrantConsentResponse__Output } from '../../../neighbourhood/consent/v1/GrantConsentResponse.ts';
import type { ListCheckpointsRequest as _neighbourhood_consent_v1_ListCheckpointsRequest, ListCheckpointsRequest__Output as _neighbourhood_consent_v1_ListCheckpointsRequest__Output } from '../../../neighbourhood/consent/v1/ListCheckpointsRequest.ts';
import type { ListCheckpointsResponse as _neighbourhood_consent_v1_ListCheckpointsResponse, ListCheckpointsResponse__Output as _neighbourhood_consent_v1_ListCheckpointsResponse__Output } from '../../../neighbourhood/consent/v1/ListCheckpointsResponse.ts';
import type { ListConsentsRequest as _neighbourhood_consent_v1_ListConsentsRequest, ListConsentsRequest__Output as _neighbourhood_consent_v1_ListConsentsRequest__Output } from '../../../neighbourhood/consent/v1/ListConsentsRequest.ts';
import type { ListConsentsResponse as _neighbourhood_consent_v1_ListConsentsResponse, ListConsentsResponse__Output as _neighbourhood_consent_v1_ListConsentsResponse__Output } from '../../../neighbourhood/consent/v1/ListConsentsResponse.ts';
import type { ListPurposesRequest as _neighbourhood_consent_v1_ListPurposesRequest, ListPurposesRequest__Output as _neighbourhood_consent_v1_ListPurposesRequest__Output } from '../../../neighbourhood/consent/v1/ListPurposesRequest.ts';
import type { ListPurposesResponse as _neighbourhood_consent_v1_ListPurposesResponse, ListPurposesResponse__Output as _neighbourhood_consent_v1_ListPurposesResponse__Output } from '../../../neighbourhood/consent/v1/ListPurposesResponse.ts';
import type { ReportComplianceRequest as _neighbourhood_consent_v1_ReportComplianceRequest, ReportComplianceRequest__Output as _neighbourhood_consent_v1_ReportComplianceRequest__Output } from '../../../neighbourhood/consent/v1/ReportComplianceRequest.ts';
import type { ReportComplianceResponse as _neighbourhood_consent_v1_ReportComplianceResponse, ReportComplianceResponse__Output as _neighbourhood_consent_v1_ReportComplianceResponse__Output } from '../../../neighbourhood/consent/v1/ReportComplianceResponse.ts';
import type { RevokeConsentRequest as _neighbourhood_consent_v1_RevokeConsentRequest, RevokeConsentRequest__Output as _neighbourhood_consent_v1_RevokeConsentRequest__Output } from '../../../neighbourhood/consent/v1/RevokeConsentRequest.ts';
import type { RevokeConsentResponse as _neighbourhood_consent_v1_RevokeConsentResponse, RevokeConsentResponse__Output as _neighbourhood_consent_v1_RevokeConsentResponse__Output } from '../../../neighbourhood/consent/v1/RevokeConsentResponse.ts';
import type { SetPurposesRequest as _neighbourhood_consent_v1_SetPurposesRequest, SetPurposesRequest__Output as _neighbourhood_consent_v1_SetPurposesRequest__Output } from '../../../neighbourhood/consent/v1/SetPurposesRequest.ts';
import type { SetPurposesResponse as _neighbourhood_consent_v1_SetPurposesResponse, SetPurposesResponse__Output as _neighbourhood_consent_v1_SetPurposesResponse__Output } from '../../../neighbourhood/consent/v1/SetPurposesResponse.ts';
import type { ValidateConsentRequest as _neighbourhood_consent_v1_ValidateConsentRequest, ValidateConsentRequest__Output as _neighbourhood_consent_v1_ValidateConsentRequest__Output } from '../../../neighbourhood/consent/v1/ValidateConsentRequest.ts';
import type { ValidateConsentResponse as _neighbourhood_consent_v1_ValidateConsentResponse, ValidateConsentResponse__Output as _neighbourhood_consent_v1_ValidateConsentResponse__Output } from '../../../neighbourhood/consent/v1/ValidateConsentResponse.ts';
import type { VerifyLedgerRequest as _neighbourhood_consent_v1_VerifyLedgerRequest, VerifyLedgerRequest__Output as _neighbourhood_consent_v1_VerifyLedgerRequest__Output } from '../../../neighbourhood/consent/v1/VerifyLedgerRequest.ts';
import type { VerifyLedgerResponse as _neighbourhood_consent_v1_VerifyLedgerResponse, VerifyLedgerResponse__Output as _neighbourhood_consent_v1_VerifyLedgerResponse__Output } from '../../../neighbourhood/consent/v1/VerifyLedgerResponse.ts';

/**
 * ConsentService owns what end users allowed, the ledger that proves it, and their rights.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `CONSENT.NOT_FOUND` (NOT_FOUND)
 * from every method that names a consent.
 */
export interface ConsentServiceClient extends grpc.Client {
  /**
   * EraseEndUser begins the erasure of an end user in every service (`consent:write`).
   */
  EraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  EraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  EraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  EraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  /**
   * EraseEndUser begins the erasure of an end user in every service (`consent:write`).
   */
  eraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  eraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  eraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  eraseEndUser(argument: _neighbourhood_consent_v1_EraseEndUserRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_EraseEndUserResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ExportEndUser returns everything held about an end user here, for portability (`consent:read`).
   */
  ExportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  ExportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  ExportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  ExportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ExportEndUser returns everything held about an end user here, for portability (`consent:read`).
   */
  exportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  exportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  exportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  exportEndUser(argument: _neighbourhood_consent_v1_ExportEndUserRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ExportEndUserResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetConsent returns one consent (`consent:read`).
   */
  GetConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  GetConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  GetConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  GetConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetConsent returns one consent (`consent:read`).
   */
  getConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  getConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  getConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  getConsent(argument: _neighbourhood_consent_v1_GetConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetConsentResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetConsentHistory lists a consent's ledger entries, oldest first (`consent:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  GetConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  GetConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  GetConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetConsentHistory lists a consent's ledger entries, oldest first (`consent:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  getConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  getConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  getConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  getConsentHistory(argument: _neighbourhood_consent_v1_ConsentHistoryRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ConsentHistoryResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetErasure tells how far an erasure is (`consent:read`). Errors: `ERASURE.NOT_FOUND` (NOT_FOUND).
   */
  GetErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  GetErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  GetErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  GetErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetErasure tells how far an erasure is (`consent:read`). Errors: `ERASURE.NOT_FOUND` (NOT_FOUND).
   */
  getErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  getErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  getErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  getErasure(argument: _neighbourhood_consent_v1_GetErasureRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetErasureResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetReceipt returns a consent's signed receipt (`consent:read`).
   */
  GetReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  GetReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  GetReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  GetReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetReceipt returns a consent's signed receipt (`consent:read`).
   */
  getReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  getReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  getReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  getReceipt(argument: _neighbourhood_consent_v1_GetReceiptRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GetReceiptResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GrantConsent records a consent (`consent:write`). From then on it decides for its purposes; older consents of
   * the end user at the provider keep only their other purposes. Repeating it under the same `idempotency-key`
   * returns the first one. Errors: `IDEMPOTENCY.KEY_REUSED` (FAILED_PRECONDITION).
   */
  GrantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  GrantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  GrantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  GrantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GrantConsent records a consent (`consent:write`). From then on it decides for its purposes; older consents of
   * the end user at the provider keep only their other purposes. Repeating it under the same `idempotency-key`
   * returns the first one. Errors: `IDEMPOTENCY.KEY_REUSED` (FAILED_PRECONDITION).
   */
  grantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  grantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  grantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  grantConsent(argument: _neighbourhood_consent_v1_GrantConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_GrantConsentResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListCheckpoints lists signed heads of the chain, newest first (`consent:read`).
   */
  ListCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  ListCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  ListCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  ListCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListCheckpoints lists signed heads of the chain, newest first (`consent:read`).
   */
  listCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  listCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  listCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  listCheckpoints(argument: _neighbourhood_consent_v1_ListCheckpointsRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListCheckpointsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListConsents lists consents, newest first (`consent:read`).
   */
  ListConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  ListConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  ListConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  ListConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListConsents lists consents, newest first (`consent:read`).
   */
  listConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  listConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  listConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  listConsents(argument: _neighbourhood_consent_v1_ListConsentsRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListConsentsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListPurposes lists the workspace's purposes, the built-in `automation` first (`consent:read`).
   */
  ListPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  ListPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  ListPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  ListPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListPurposes lists the workspace's purposes, the built-in `automation` first (`consent:read`).
   */
  listPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  listPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  listPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  listPurposes(argument: _neighbourhood_consent_v1_ListPurposesRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ListPurposesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ReportCompliance counts a period's decisions (`consent:read`).
   */
  ReportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  ReportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  ReportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  ReportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ReportCompliance counts a period's decisions (`consent:read`).
   */
  reportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  reportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  reportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  reportCompliance(argument: _neighbourhood_consent_v1_ReportComplianceRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ReportComplianceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RevokeConsent withdraws a consent as a whole, at once (`consent:write`).
   * Errors: `CONSENT.ALREADY_REVOKED` (FAILED_PRECONDITION).
   */
  RevokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  RevokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  RevokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  RevokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RevokeConsent withdraws a consent as a whole, at once (`consent:write`).
   * Errors: `CONSENT.ALREADY_REVOKED` (FAILED_PRECONDITION).
   */
  revokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  revokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  revokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  revokeConsent(argument: _neighbourhood_consent_v1_RevokeConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_RevokeConsentResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * SetPurposes replaces the workspace's own purposes (`workspace:write`).
   * Errors: `CONSENT.PURPOSE_IN_USE` (FAILED_PRECONDITION) when an active consent needs a missing one.
   */
  SetPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  SetPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  SetPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  SetPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * SetPurposes replaces the workspace's own purposes (`workspace:write`).
   * Errors: `CONSENT.PURPOSE_IN_USE` (FAILED_PRECONDITION) when an active consent needs a missing one.
   */
  setPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  setPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  setPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  setPurposes(argument: _neighbourhood_consent_v1_SetPurposesRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_SetPurposesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ValidateConsent says whether an end user allows something now (`consent:read`); "no" is an answer, not
   * an error.
   */
  ValidateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  ValidateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  ValidateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  ValidateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ValidateConsent says whether an end user allows something now (`consent:read`); "no" is an answer, not
   * an error.
   */
  validateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  validateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  validateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  validateConsent(argument: _neighbourhood_consent_v1_ValidateConsentRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_ValidateConsentResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * VerifyLedger recomputes the workspace's hash chain (`consent:read`).
   */
  VerifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  VerifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  VerifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  VerifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  /**
   * VerifyLedger recomputes the workspace's hash chain (`consent:read`).
   */
  verifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  verifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  verifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  verifyLedger(argument: _neighbourhood_consent_v1_VerifyLedgerRequest, callback: grpc.requestCallback<_neighbourhood_consent_v1_VerifyLedgerResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * ConsentService owns what end users allowed, the ledger that proves it, and their rights.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `CONSENT.NOT_FOUND` (NOT_FOUND)
 * from every method that names a consent.
 */
export interface ConsentServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * EraseEndUser begins the erasure of an end user in every service (`consent:write`).
   */
  EraseEndUser: grpc.handleUnaryCall<_neighbourhood_consent_v1_EraseEndUserRequest__Output, _neighbourhood_consent_v1_EraseEndUserResponse>;
  
  /**
   * ExportEndUser returns everything held about an end user here, for portability (`consent:read`).
   */
  ExportEndUser: grpc.handleUnaryCall<_neighbourhood_consent_v1_ExportEndUserRequest__Output, _neighbourhood_consent_v1_ExportEndUserResponse>;
  
  /**
   * GetConsent returns one consent (`consent:read`).
   */
  GetConsent: grpc.handleUnaryCall<_neighbourhood_consent_v1_GetConsentRequest__Output, _neighbourhood_consent_v1_GetConsentResponse>;
  
  /**
   * GetConsentHistory lists a consent's ledger entries, oldest first (`consent:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetConsentHistory: grpc.handleUnaryCall<_neighbourhood_consent_v1_ConsentHistoryRequest__Output, _neighbourhood_consent_v1_ConsentHistoryResponse>;
  
  /**
   * GetErasure tells how far an erasure is (`consent:read`). Errors: `ERASURE.NOT_FOUND` (NOT_FOUND).
   */
  GetErasure: grpc.handleUnaryCall<_neighbourhood_consent_v1_GetErasureRequest__Output, _neighbourhood_consent_v1_GetErasureResponse>;
  
  /**
   * GetReceipt returns a consent's signed receipt (`consent:read`).
   */
  GetReceipt: grpc.handleUnaryCall<_neighbourhood_consent_v1_GetReceiptRequest__Output, _neighbourhood_consent_v1_GetReceiptResponse>;
  
  /**
   * GrantConsent records a consent (`consent:write`). From then on it decides for its purposes; older consents of
   * the end user at the provider keep only their other purposes. Repeating it under the same `idempotency-key`
   * returns the first one. Errors: `IDEMPOTENCY.KEY_REUSED` (FAILED_PRECONDITION).
   */
  GrantConsent: grpc.handleUnaryCall<_neighbourhood_consent_v1_GrantConsentRequest__Output, _neighbourhood_consent_v1_GrantConsentResponse>;
  
  /**
   * ListCheckpoints lists signed heads of the chain, newest first (`consent:read`).
   */
  ListCheckpoints: grpc.handleUnaryCall<_neighbourhood_consent_v1_ListCheckpointsRequest__Output, _neighbourhood_consent_v1_ListCheckpointsResponse>;
  
  /**
   * ListConsents lists consents, newest first (`consent:read`).
   */
  ListConsents: grpc.handleUnaryCall<_neighbourhood_consent_v1_ListConsentsRequest__Output, _neighbourhood_consent_v1_ListConsentsResponse>;
  
  /**
   * ListPurposes lists the workspace's purposes, the built-in `automation` first (`consent:read`).
   */
  ListPurposes: grpc.handleUnaryCall<_neighbourhood_consent_v1_ListPurposesRequest__Output, _neighbourhood_consent_v1_ListPurposesResponse>;
  
  /**
   * ReportCompliance counts a period's decisions (`consent:read`).
   */
  ReportCompliance: grpc.handleUnaryCall<_neighbourhood_consent_v1_ReportComplianceRequest__Output, _neighbourhood_consent_v1_ReportComplianceResponse>;
  
  /**
   * RevokeConsent withdraws a consent as a whole, at once (`consent:write`).
   * Errors: `CONSENT.ALREADY_REVOKED` (FAILED_PRECONDITION).
   */
  RevokeConsent: grpc.handleUnaryCall<_neighbourhood_consent_v1_RevokeConsentRequest__Output, _neighbourhood_consent_v1_RevokeConsentResponse>;
  
  /**
   * SetPurposes replaces the workspace's own purposes (`workspace:write`).
   * Errors: `CONSENT.PURPOSE_IN_USE` (FAILED_PRECONDITION) when an active consent needs a missing one.
   */
  SetPurposes: grpc.handleUnaryCall<_neighbourhood_consent_v1_SetPurposesRequest__Output, _neighbourhood_consent_v1_SetPurposesResponse>;
  
  /**
   * ValidateConsent says whether an end user allows something now (`consent:read`); "no" is an answer, not
   * an error.
   */
  ValidateConsent: grpc.handleUnaryCall<_neighbourhood_consent_v1_ValidateConsentRequest__Output, _neighbourhood_consent_v1_ValidateConsentResponse>;
  
  /**
   * VerifyLedger recomputes the workspace's hash chain (`consent:read`).
   */
  VerifyLedger: grpc.handleUnaryCall<_neighbourhood_consent_v1_VerifyLedgerRequest__Output, _neighbourhood_consent_v1_VerifyLedgerResponse>;
  
}

export interface ConsentServiceDefinition extends grpc.ServiceDefinition {
  EraseEndUser: MethodDefinition<_neighbourhood_consent_v1_EraseEndUserRequest, _neighbourhood_consent_v1_EraseEndUserResponse, _neighbourhood_consent_v1_EraseEndUserRequest__Output, _neighbourhood_consent_v1_EraseEndUserResponse__Output>
  ExportEndUser: MethodDefinition<_neighbourhood_consent_v1_ExportEndUserRequest, _neighbourhood_consent_v1_ExportEndUserResponse, _neighbourhood_consent_v1_ExportEndUserRequest__Output, _neighbourhood_consent_v1_ExportEndUserResponse__Output>
  GetConsent: MethodDefinition<_neighbourhood_consent_v1_GetConsentRequest, _neighbourhood_consent_v1_GetConsentResponse, _neighbourhood_consent_v1_GetConsentRequest__Output, _neighbourhood_consent_v1_GetConsentResponse__Output>
  GetConsentHistory: MethodDefinition<_neighbourhood_consent_v1_ConsentHistoryRequest, _neighbourhood_consent_v1_ConsentHistoryResponse, _neighbourhood_consent_v1_ConsentHistoryRequest__Output, _neighbourhood_consent_v1_ConsentHistoryResponse__Output>
  GetErasure: MethodDefinition<_neighbourhood_consent_v1_GetErasureRequest, _neighbourhood_consent_v1_GetErasureResponse, _neighbourhood_consent_v1_GetErasureRequest__Output, _neighbourhood_consent_v1_GetErasureResponse__Output>
  GetReceipt: MethodDefinition<_neighbourhood_consent_v1_GetReceiptRequest, _neighbourhood_consent_v1_GetReceiptResponse, _neighbourhood_consent_v1_GetReceiptRequest__Output, _neighbourhood_consent_v1_GetReceiptResponse__Output>
  GrantConsent: MethodDefinition<_neighbourhood_consent_v1_GrantConsentRequest, _neighbourhood_consent_v1_GrantConsentResponse, _neighbourhood_consent_v1_GrantConsentRequest__Output, _neighbourhood_consent_v1_GrantConsentResponse__Output>
  ListCheckpoints: MethodDefinition<_neighbourhood_consent_v1_ListCheckpointsRequest, _neighbourhood_consent_v1_ListCheckpointsResponse, _neighbourhood_consent_v1_ListCheckpointsRequest__Output, _neighbourhood_consent_v1_ListCheckpointsResponse__Output>
  ListConsents: MethodDefinition<_neighbourhood_consent_v1_ListConsentsRequest, _neighbourhood_consent_v1_ListConsentsResponse, _neighbourhood_consent_v1_ListConsentsRequest__Output, _neighbourhood_consent_v1_ListConsentsResponse__Output>
  ListPurposes: MethodDefinition<_neighbourhood_consent_v1_ListPurposesRequest, _neighbourhood_consent_v1_ListPurposesResponse, _neighbourhood_consent_v1_ListPurposesRequest__Output, _neighbourhood_consent_v1_ListPurposesResponse__Output>
  ReportCompliance: MethodDefinition<_neighbourhood_consent_v1_ReportComplianceRequest, _neighbourhood_consent_v1_ReportComplianceResponse, _neighbourhood_consent_v1_ReportComplianceRequest__Output, _neighbourhood_consent_v1_ReportComplianceResponse__Output>
  RevokeConsent: MethodDefinition<_neighbourhood_consent_v1_RevokeConsentRequest, _neighbourhood_consent_v1_RevokeConsentResponse, _neighbourhood_consent_v1_RevokeConsentRequest__Output, _neighbourhood_consent_v1_RevokeConsentResponse__Output>
  SetPurposes: MethodDefinition<_neighbourhood_consent_v1_SetPurposesRequest, _neighbourhood_consent_v1_SetPurposesResponse, _neighbourhood_consent_v1_SetPurposesRequest__Output, _neighbourhood_consent_v1_SetPurposesResponse__Output>
  ValidateConsent: MethodDefinition<_neighbourhood_consent_v1_ValidateConsentRequest, _neighbourhood_consent_v1_ValidateConsentResponse, _neighbourhood_consent_v1_ValidateConsentRequest__Output, _neighbourhood_consent_v1_ValidateConsentResponse__Output>
  VerifyLedger: MethodDefinition<_neighbourhood_consent_v1_VerifyLedgerRequest, _neighbourhood_consent_v1_VerifyLedgerResponse, _neighbourhood_consent_v1_VerifyLedgerRequest__Output, _neighbourhood_consent_v1_VerifyLedgerResponse__Output>
}
