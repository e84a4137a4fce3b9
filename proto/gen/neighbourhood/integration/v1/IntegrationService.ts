// Original file: neighbourhood/integration/v1/integration_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateConnectionRequest as _neighbourhood_integration_v1_CreateConnectionRequest, CreateConnectionRequest__Output as _neighbourhood_integration_v1_CreateConnectionRequest__Output } from '../../../neighbourhood/integration/v1/CreateConnectionRequest.ts';
import type { CreateConnectionResponse as _neighbourhood_integration_v1_CreateConnectionResponse, CreateConnectionResponse__Output as _neighbourhood_integration_v1_CreateConnectionResponse__Output } from '../../../neighbourhood/integration/v1/CreateConnectionResponse.ts';
import type { DeleteProviderCredentialsRequest as _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, DeleteProviderCredentialsRequest__Output as _neighbourhood_integration_v1_DeleteProviderCredentialsRequest__Output } from '../../../neighbourhood/integration/v1/DeleteProviderCredentialsRequest.ts';
import type { DeleteProviderCredentialsResponse as _neighbourhood_integration_v1_DeleteProviderCredentialsResponse, DeleteProviderCredentialsResponse__Output as _neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output } from '../../../neighbourhood/integration/v1/DeleteProviderCredentialsResponse.ts';
import type { DeleteProviderRequest as _neighbourhood_integration_v1_DeleteProviderRequest, DeleteProviderRequest__Output as _neighbourhood_integration_v1_DeleteProviderRequest__Output } from '../../../neighbourhood/integration/v1/DeleteProviderRequest.ts';
import type { DeleteProviderResponse as _neighbourhood_integration_v1_DeleteProviderResponse, DeleteProviderResponse__Output as _neighbourhood_integration_v1_DeleteProviderResponse__Output } from '../../../neighbourhood/integration/v1/DeleteProviderResponse.ts';
import type { ExchangeCodeRequest as _neighbourhood_integration_v1_ExchangeCodeRequest, ExchangeCodeRequest__Output as _neighbourhood_integration_v1_ExchangeCodeRequest__Output } from '../../../neighbourhood/integration/v1/ExchangeCodeRequest.ts';
import type { ExchangeCodeResponse as _neighbourhood_integration_v1_ExchangeCodeResponse, ExchangeCodeResponse__Output as _neighbourhood_integration_v1_ExchangeCodeResponse__Output } from '../../../neighbourhood/integration/v1/ExchangeCodeResponse.ts';
import type { ExecuteActionRequest as _neighbourhood_integration_v1_ExecuteActionRequest, ExecuteActionRequest__Output as _neighbourhood_integration_v1_ExecuteActionRequest__Output } from '../../../neighbourhood/integration/v1/ExecuteActionRequest.ts';
import type { ExecuteActionResponse as _neighbourhood_integration_v1_ExecuteActionResponse, ExecuteActionResponse__Output as _neighbourhood_integration_v1_ExecuteActionResponse__Output } from '../../../neighbourhood/integration/v1/ExecuteActionResponse.ts';
import type { GetAuthURLRequest as _neighbourhood_integration_v1_GetAuthURLRequest, GetAuthURLRequest__Output as _neighbourhood_integration_v1_GetAuthURLRequest__Output } from '../../../neighbourhood/integration/v1/GetAuthURLRequest.ts';
import type { GetAuthURLResponse as _neighbourhood_integration_v1_GetAuthURLResponse, GetAuthURLResponse__Output as _neighbourhood_integration_v1_GetAuthURLResponse__Output } from '../../../neighbourhood/integration/v1/GetAuthURLResponse.ts';
import type { GetConnectionRequest as _neighbourhood_integration_v1_GetConnectionRequest, GetConnectionRequest__Output as _neighbourhood_integration_v1_GetConnectionRequest__Output } from '../../../neighbourhood/integration/v1/GetConnectionRequest.ts';
import type { GetConnectionResponse as _neighbourhood_integration_v1_GetConnectionResponse, GetConnectionResponse__Output as _neighbourhood_integration_v1_GetConnectionResponse__Output } from '../../../neighbourhood/integration/v1/GetConnectionResponse.ts';
import type { GetProviderRequest as _neighbourhood_integration_v1_GetProviderRequest, GetProviderRequest__Output as _neighbourhood_integration_v1_GetProviderRequest__Output } from '../../../neighbourhood/integration/v1/GetProviderRequest.ts';
import type { GetProviderResponse as _neighbourhood_integration_v1_GetProviderResponse, GetProviderResponse__Output as _neighbourhood_integration_v1_GetProviderResponse__Output } from '../../../neighbourhood/integration/v1/GetProviderResponse.ts';
import type { ListConnectionsRequest as _neighbourhood_integration_v1_ListConnectionsRequest, ListConnectionsRequest__Output as _neighbourhood_integration_v1_ListConnectionsRequest__Output } from '../../../neighbourhood/integration/v1/ListConnectionsRequest.ts';
import type { ListConnectionsResponse as _neighbourhood_integration_v1_ListConnectionsResponse, ListConnectionsResponse__Output as _neighbourhood_integration_v1_ListConnectionsResponse__Output } from '../../../neighbourhood/integration/v1/ListConnectionsResponse.ts';
import type { ListProvidersRequest as _neighbourhood_integration_v1_ListProvidersRequest, ListProvidersRequest__Output as _neighbourhood_integration_v1_ListProvidersRequest__Output } from '../../../neighbourhood/integration/v1/ListProvidersRequest.ts';
import type { ListProvidersResponse as _neighbourhood_integration_v1_ListProvidersResponse, ListProvidersResponse__Output as _neighbourhood_integration_v1_ListProvidersResponse__Output } from '../../../neighbourhood/integration/v1/ListProvidersResponse.ts';
import type { ProviderStatusRequest as _neighbourhood_integration_v1_ProviderStatusRequest, ProviderStatusRequest__Output as _neighbourhood_integration_v1_ProviderStatusRequest__Output } from '../../../neighbourhood/integration/v1/ProviderStatusRequest.ts';
import type { ProviderStatusResponse as _neighbourhood_integration_v1_ProviderStatusResponse, ProviderStatusResponse__Output as _neighbourhood_integration_v1_ProviderStatusResponse__Output } from '../../../neighbourhood/integration/v1/ProviderStatusResponse.ts';
import type { RegisterProviderRequest as _neighbourhood_integration_v1_RegisterProviderRequest, RegisterProviderRequest__Output as _neighbourhood_integration_v1_RegisterProviderRequest__Output } from '../../../neighbourhood/integration/v1/RegisterProviderRequest.ts';
import type { RegisterProviderResponse as _neighbourhood_integration_v1_RegisterProviderResponse, RegisterProviderResponse__Output as _neighbourhood_integration_v1_RegisterProviderResponse__Output } from '../../../neighbourhood/integration/v1/RegisterProviderResponse.ts';
import type { ResolveConnectionRequest as _neighbourhood_integration_v1_ResolveConnectionRequest, ResolveConnectionRequest__Output as _neighbourhood_integration_v1_ResolveConnectionRequest__Output } from '../../../neighbourhood/integration/v1/ResolveConnectionRequest.ts';
import type { ResolveConnectionResponse as _neighbourhood_integration_v1_ResolveConnectionResponse, ResolveConnectionResponse__Output as _neighbourhood_integration_v1_ResolveConnectionResponse__Output } from '../../../neighbourhood/integration/v1/ResolveConnectionResponse.ts';
import type { RevokeIntegrationRequest as _neighbourhood_integration_v1_RevokeIntegrationRequest, RevokeIntegrationRequest__Output as _neighbourhood_integration_v1_RevokeIntegrationRequest__Output } from '../../../neighbourhood/integration/v1/RevokeIntegrationRequest.ts';
import type { RevokeIntegrationResponse as _neighbourhood_integration_v1_RevokeIntegrationResponse, RevokeIntegrationResponse__Output as _neighbourhood_integration_v1_RevokeIntegrationResponse__Output } from '../../../neighbourhood/integration/v1/RevokeIntegrationResponse.ts';
import type { SetProviderCredentialsRequest as _neighbourhood_integration_v1_SetProviderCredentialsRequest, SetProviderCredentialsRequest__Output as _neighbourhood_integration_v1_SetProviderCredentialsRequest__Output } from '../../../neighbourhood/integration/v1/SetProviderCredentialsRequest.ts';
import type { SetProviderCredentialsResponse as _neighbourhood_integration_v1_SetProviderCredentialsResponse, SetProviderCredentialsResponse__Output as _neighbourhood_integration_v1_SetProviderCredentialsResponse__Output } from '../../../neighbourhood/integration/v1/SetProviderCredentialsResponse.ts';
import type { StartConnectionRequest as _neighbourhood_integration_v1_StartConnectionRequest, StartConnectionRequest__Output as _neighbourhood_integration_v1_StartConnectionRequest__Output } from '../../../neighbourhood/integration/v1/StartConnectionRequest.ts';
import type { StartConnectionResponse as _neighbourhood_integration_v1_StartConnectionResponse, StartConnectionResponse__Output as _neighbourhood_integration_v1_StartConnectionResponse__Output } from '../../../neighbourhood/integration/v1/StartConnectionResponse.ts';
import type { TransferRequest as _neighbourhood_integration_v1_TransferRequest, TransferRequest__Output as _neighbourhood_integration_v1_TransferRequest__Output } from '../../../neighbourhood/integration/v1/TransferRequest.ts';
import type { TransferResponse as _neighbourhood_integration_v1_TransferResponse, TransferResponse__Output as _neighbourhood_integration_v1_TransferResponse__Output } from '../../../neighbourhood/integration/v1/TransferResponse.ts';
import type { UpdateProviderRequest as _neighbourhood_integration_v1_UpdateProviderRequest, UpdateProviderRequest__Output as _neighbourhood_integration_v1_UpdateProviderRequest__Output } from '../../../neighbourhood/integration/v1/UpdateProviderRequest.ts';
import type { UpdateProviderResponse as _neighbourhood_integration_v1_UpdateProviderResponse, UpdateProviderResponse__Output as _neighbourhood_integration_v1_UpdateProviderResponse__Output } from '../../../neighbourhood/integration/v1/UpdateProviderResponse.ts';
import type { VerifyWebhookRequest as _neighbourhood_integration_v1_VerifyWebhookRequest, VerifyWebhookRequest__Output as _neighbourhood_integration_v1_VerifyWebhookRequest__Output } from '../../../neighbourhood/integration/v1/VerifyWebhookRequest.ts';
import type { VerifyWebhookResponse as _neighbourhood_integration_v1_VerifyWebhookResponse, VerifyWebhookResponse__Output as _neighbourhood_integration_v1_VerifyWebhookResponse__Output } from '../../../neighbourhood/integration/v1/VerifyWebhookResponse.ts';

/**
 * IntegrationService owns the catalogue of providers, end users' connections and their credentials, and
 * runs actions.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `PROVIDER.NOT_FOUND` and
 * `CONNECTION.NOT_FOUND` (NOT_FOUND) from every method that names one.
 */
export interface IntegrationServiceClient extends grpc.Client {
  /**
   * CreateConnection connects with credentials, for providers without OAuth (`connection:write`).
   * Errors: `CONNECTION.AUTH_TYPE`, `CONNECTION.INVALID_CREDENTIALS` (INVALID_ARGUMENT).
   */
  CreateConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  CreateConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  CreateConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  CreateConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * CreateConnection connects with credentials, for providers without OAuth (`connection:write`).
   * Errors: `CONNECTION.AUTH_TYPE`, `CONNECTION.INVALID_CREDENTIALS` (INVALID_ARGUMENT).
   */
  createConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  createConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  createConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  createConnection(argument: _neighbourhood_integration_v1_CreateConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_CreateConnectionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * DeleteProvider deletes a workspace's own provider (`integration:delete`).
   * Errors: `PROVIDER.NOT_OWN`, `PROVIDER.IN_USE` (FAILED_PRECONDITION) while it has connections.
   */
  DeleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  DeleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  DeleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  DeleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  /**
   * DeleteProvider deletes a workspace's own provider (`integration:delete`).
   * Errors: `PROVIDER.NOT_OWN`, `PROVIDER.IN_USE` (FAILED_PRECONDITION) while it has connections.
   */
  deleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  deleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  deleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  deleteProvider(argument: _neighbourhood_integration_v1_DeleteProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * DeleteProviderCredentials goes back to the platform's OAuth client (`integration:delete`).
   */
  DeleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  DeleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  DeleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  DeleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * DeleteProviderCredentials goes back to the platform's OAuth client (`integration:delete`).
   */
  deleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  deleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  deleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  deleteProviderCredentials(argument: _neighbourhood_integration_v1_DeleteProviderCredentialsRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ExchangeCode finishes a connection when the provider sends the browser back. Needs no identity: the
   * single-use state and the browser's binding are the proof.
   * Errors (INVALID_ARGUMENT): `CONNECTION.INVALID_STATE`, `CONNECTION.ACCESS_DENIED`.
   */
  ExchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  ExchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  ExchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  ExchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ExchangeCode finishes a connection when the provider sends the browser back. Needs no identity: the
   * single-use state and the browser's binding are the proof.
   * Errors (INVALID_ARGUMENT): `CONNECTION.INVALID_STATE`, `CONNECTION.ACCESS_DENIED`.
   */
  exchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  exchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  exchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  exchangeCode(argument: _neighbourhood_integration_v1_ExchangeCodeRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExchangeCodeResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ExecuteAction runs one action on a connection (`integration:execute`).
   * Errors: `CONSENT.REQUIRED` (PERMISSION_DENIED), `ACTION.UNKNOWN` (NOT_FOUND), `ACTION.INVALID_INPUT`
   * (INVALID_ARGUMENT), `CONNECTION.NEEDS_REAUTH`, `CONNECTION.AMBIGUOUS` (FAILED_PRECONDITION),
   * `PROVIDER.RATE_LIMITED` (RESOURCE_EXHAUSTED, with retry delay), and ABORTED for `PROVIDER.ERROR`,
   * `PROVIDER.UNAVAILABLE`, `PROVIDER.TIMEOUT`, which callers must not repeat by themselves.
   */
  ExecuteAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  ExecuteAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  ExecuteAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  ExecuteAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ExecuteAction runs one action on a connection (`integration:execute`).
   * Errors: `CONSENT.REQUIRED` (PERMISSION_DENIED), `ACTION.UNKNOWN` (NOT_FOUND), `ACTION.INVALID_INPUT`
   * (INVALID_ARGUMENT), `CONNECTION.NEEDS_REAUTH`, `CONNECTION.AMBIGUOUS` (FAILED_PRECONDITION),
   * `PROVIDER.RATE_LIMITED` (RESOURCE_EXHAUSTED, with retry delay), and ABORTED for `PROVIDER.ERROR`,
   * `PROVIDER.UNAVAILABLE`, `PROVIDER.TIMEOUT`, which callers must not repeat by themselves.
   */
  executeAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  executeAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  executeAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  executeAction(argument: _neighbourhood_integration_v1_ExecuteActionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ExecuteActionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetAuthURL begins a connection; `url` is ours and goes on to the provider (`connection:write`).
   * Errors: `CONNECTION.REDIRECT_NOT_ALLOWED`, `CONNECTION.AUTH_TYPE` (INVALID_ARGUMENT),
   * `PROVIDER.NOT_CONFIGURED` (FAILED_PRECONDITION) without an OAuth client.
   */
  GetAuthURL(argument: _neighbourhood_integration_v1_GetAuthURLRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  GetAuthURL(argument: _neighbourhood_integration_v1_GetAuthURLRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  GetAuthURL(argument: _neighbourhood_integration_v1_GetAuthURLRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  GetAuthURL(argument: _neighbourhood_integration_v1_GetAuthURLRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetAuthURL begins a connection; `url` is ours and goes on to the provider (`connection:write`).
   * Errors: `CONNECTION.REDIRECT_NOT_ALLOWED`, `CONNECTION.AUTH_TYPE` (INVALID_ARGUMENT),
   * `PROVIDER.NOT_CONFIGURED` (FAILED_PRECONDITION) without an OAuth client.
   */
  getAuthUrl(argument: _neighbourhood_integration_v1_GetAuthURLRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  getAuthUrl(argument: _neighbourhood_integration_v1_GetAuthURLRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  getAuthUrl(argument: _neighbourhood_integration_v1_GetAuthURLRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  getAuthUrl(argument: _neighbourhood_integration_v1_GetAuthURLRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetAuthURLResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetConnection returns one connection, never its tokens (`connection:read`).
   */
  GetConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  GetConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  GetConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  GetConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetConnection returns one connection, never its tokens (`connection:read`).
   */
  getConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  getConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  getConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  getConnection(argument: _neighbourhood_integration_v1_GetConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetConnectionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetProvider returns one provider with its actions (`integration:read`).
   */
  GetProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  GetProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  GetProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  GetProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetProvider returns one provider with its actions (`integration:read`).
   */
  getProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  getProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  getProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  getProvider(argument: _neighbourhood_integration_v1_GetProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_GetProviderResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetProviderStatus tells how a provider fares from here (`integration:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  GetProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  GetProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  GetProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetProviderStatus tells how a provider fares from here (`integration:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  getProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  getProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  getProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  getProviderStatus(argument: _neighbourhood_integration_v1_ProviderStatusRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ProviderStatusResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListConnections lists connections, newest first (`connection:read`).
   */
  ListConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  ListConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  ListConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  ListConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListConnections lists connections, newest first (`connection:read`).
   */
  listConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  listConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  listConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  listConnections(argument: _neighbourhood_integration_v1_ListConnectionsRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListConnectionsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListProviders lists the catalogue and the workspace's own providers by name (`integration:read`).
   */
  ListProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  ListProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  ListProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  ListProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListProviders lists the catalogue and the workspace's own providers by name (`integration:read`).
   */
  listProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  listProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  listProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  listProviders(argument: _neighbourhood_integration_v1_ListProvidersRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ListProvidersResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RegisterProvider adds a workspace's own provider (`integration:write`).
   * Errors: `PROVIDER.INVALID` (INVALID_ARGUMENT, with paths), `PROVIDER.EXISTS` (ALREADY_EXISTS).
   */
  RegisterProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  RegisterProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  RegisterProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  RegisterProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RegisterProvider adds a workspace's own provider (`integration:write`).
   * Errors: `PROVIDER.INVALID` (INVALID_ARGUMENT, with paths), `PROVIDER.EXISTS` (ALREADY_EXISTS).
   */
  registerProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  registerProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  registerProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  registerProvider(argument: _neighbourhood_integration_v1_RegisterProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_RegisterProviderResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ResolveConnection finds an end user's only active connection at a provider (`connection:read`).
   * Errors: `CONNECTION.AMBIGUOUS` (FAILED_PRECONDITION) when there are several.
   */
  ResolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  ResolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  ResolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  ResolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ResolveConnection finds an end user's only active connection at a provider (`connection:read`).
   * Errors: `CONNECTION.AMBIGUOUS` (FAILED_PRECONDITION) when there are several.
   */
  resolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  resolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  resolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  resolveConnection(argument: _neighbourhood_integration_v1_ResolveConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_ResolveConnectionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RevokeIntegration deletes a connection: its tokens are revoked at the provider where that is possible,
   * and destroyed here (`connection:delete`).
   */
  RevokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  RevokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  RevokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  RevokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RevokeIntegration deletes a connection: its tokens are revoked at the provider where that is possible,
   * and destroyed here (`connection:delete`).
   */
  revokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  revokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  revokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  revokeIntegration(argument: _neighbourhood_integration_v1_RevokeIntegrationRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_RevokeIntegrationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * SetProviderCredentials stores the workspace's own OAuth client of a provider (`integration:write`).
   * Errors: `CONNECTION.AUTH_TYPE` (INVALID_ARGUMENT) where the provider takes no OAuth client.
   */
  SetProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  SetProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  SetProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  SetProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * SetProviderCredentials stores the workspace's own OAuth client of a provider (`integration:write`).
   * Errors: `CONNECTION.AUTH_TYPE` (INVALID_ARGUMENT) where the provider takes no OAuth client.
   */
  setProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  setProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  setProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  setProviderCredentials(argument: _neighbourhood_integration_v1_SetProviderCredentialsRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * StartConnection resolves `/connect/{token}` for the gateway, which binds the browser and redirects.
   * Needs no identity. Errors: `CONNECTION.INVALID_STATE` (INVALID_ARGUMENT) when unknown, used or expired.
   */
  StartConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  StartConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  StartConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  StartConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * StartConnection resolves `/connect/{token}` for the gateway, which binds the browser and redirects.
   * Needs no identity. Errors: `CONNECTION.INVALID_STATE` (INVALID_ARGUMENT) when unknown, used or expired.
   */
  startConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  startConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  startConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  startConnection(argument: _neighbourhood_integration_v1_StartConnectionRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_StartConnectionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Transfer streams a request to the provider's own API (`connection:proxy`), or a file that an action takes or
   * gives (`integration:execute`), and the answer back. Errors as of ExecuteAction, and `PROXY.FORBIDDEN`
   * (PERMISSION_DENIED), `PROXY.METHOD_NOT_ALLOWED` (UNIMPLEMENTED), `PROXY.INVALID_PATH`, `ACTION.NO_FILE`
   * (INVALID_ARGUMENT).
   */
  Transfer(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_neighbourhood_integration_v1_TransferRequest, _neighbourhood_integration_v1_TransferResponse__Output>;
  Transfer(options?: grpc.CallOptions): grpc.ClientDuplexStream<_neighbourhood_integration_v1_TransferRequest, _neighbourhood_integration_v1_TransferResponse__Output>;
  /**
   * Transfer streams a request to the provider's own API (`connection:proxy`), or a file that an action takes or
   * gives (`integration:execute`), and the answer back. Errors as of ExecuteAction, and `PROXY.FORBIDDEN`
   * (PERMISSION_DENIED), `PROXY.METHOD_NOT_ALLOWED` (UNIMPLEMENTED), `PROXY.INVALID_PATH`, `ACTION.NO_FILE`
   * (INVALID_ARGUMENT).
   */
  transfer(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_neighbourhood_integration_v1_TransferRequest, _neighbourhood_integration_v1_TransferResponse__Output>;
  transfer(options?: grpc.CallOptions): grpc.ClientDuplexStream<_neighbourhood_integration_v1_TransferRequest, _neighbourhood_integration_v1_TransferResponse__Output>;
  
  /**
   * UpdateProvider replaces the definition of a workspace's own provider (`integration:write`).
   * Errors: `PROVIDER.INVALID` (INVALID_ARGUMENT, with paths), `PROVIDER.NOT_OWN` (FAILED_PRECONDITION),
   * `PROVIDER.IN_USE` (FAILED_PRECONDITION) where connections forbid the change.
   */
  UpdateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  UpdateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  UpdateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  UpdateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  /**
   * UpdateProvider replaces the definition of a workspace's own provider (`integration:write`).
   * Errors: `PROVIDER.INVALID` (INVALID_ARGUMENT, with paths), `PROVIDER.NOT_OWN` (FAILED_PRECONDITION),
   * `PROVIDER.IN_USE` (FAILED_PRECONDITION) where connections forbid the change.
   */
  updateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  updateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  updateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  updateProvider(argument: _neighbourhood_integration_v1_UpdateProviderRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_UpdateProviderResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * VerifyWebhook tells whether a message is a provider's own, and what it says of itself (`connection:read`).
   * Errors: `WEBHOOK.UNPROVEN` (UNAUTHENTICATED), `PROVIDER.NO_WEBHOOKS` (FAILED_PRECONDITION).
   */
  VerifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  VerifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  VerifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  VerifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * VerifyWebhook tells whether a message is a provider's own, and what it says of itself (`connection:read`).
   * Errors: `WEBHOOK.UNPROVEN` (UNAUTHENTICATED), `PROVIDER.NO_WEBHOOKS` (FAILED_PRECONDITION).
   */
  verifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  verifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  verifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  verifyWebhook(argument: _neighbourhood_integration_v1_VerifyWebhookRequest, callback: grpc.requestCallback<_neighbourhood_integration_v1_VerifyWebhookResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * IntegrationService owns the catalogue of providers, end users' connections and their credentials, and
 * runs actions.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `PROVIDER.NOT_FOUND` and
 * `CONNECTION.NOT_FOUND` (NOT_FOUND) from every method that names one.
 */
export interface IntegrationServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * CreateConnection connects with credentials, for providers without OAuth (`connection:write`).
   * Errors: `CONNECTION.AUTH_TYPE`, `CONNECTION.INVALID_CREDENTIALS` (INVALID_ARGUMENT).
   */
  CreateConnection: grpc.handleUnaryCall<_neighbourhood_integration_v1_CreateConnectionRequest__Output, _neighbourhood_integration_v1_CreateConnectionResponse>;
  
  /**
   * DeleteProvider deletes a workspace's own provider (`integration:delete`).
   * Errors: `PROVIDER.NOT_OWN`, `PROVIDER.IN_USE` (FAILED_PRECONDITION) while it has connections.
   */
  DeleteProvider: grpc.handleUnaryCall<_neighbourhood_integration_v1_DeleteProviderRequest__Output, _neighbourhood_integration_v1_DeleteProviderResponse>;
  
  /**
   * DeleteProviderCredentials goes back to the platform's OAuth client (`integration:delete`).
   */
  DeleteProviderCredentials: grpc.handleUnaryCall<_neighbourhood_integration_v1_DeleteProviderCredentialsRequest__Output, _neighbourhood_integration_v1_DeleteProviderCredentialsResponse>;
  
  /**
   * ExchangeCode finishes a connection when the provider sends the browser back. Needs no identity: the
   * single-use state and the browser's binding are the proof.
   * Errors (INVALID_ARGUMENT): `CONNECTION.INVALID_STATE`, `CONNECTION.ACCESS_DENIED`.
   */
  ExchangeCode: grpc.handleUnaryCall<_neighbourhood_integration_v1_ExchangeCodeRequest__Output, _neighbourhood_integration_v1_ExchangeCodeResponse>;
  
  /**
   * ExecuteAction runs one action on a connection (`integration:execute`).
   * Errors: `CONSENT.REQUIRED` (PERMISSION_DENIED), `ACTION.UNKNOWN` (NOT_FOUND), `ACTION.INVALID_INPUT`
   * (INVALID_ARGUMENT), `CONNECTION.NEEDS_REAUTH`, `CONNECTION.AMBIGUOUS` (FAILED_PRECONDITION),
   * `PROVIDER.RATE_LIMITED` (RESOURCE_EXHAUSTED, with retry delay), and ABORTED for `PROVIDER.ERROR`,
   * `PROVIDER.UNAVAILABLE`, `PROVIDER.TIMEOUT`, which callers must not repeat by themselves.
   */
  ExecuteAction: grpc.handleUnaryCall<_neighbourhood_integration_v1_ExecuteActionRequest__Output, _neighbourhood_integration_v1_ExecuteActionResponse>;
  
  /**
   * GetAuthURL begins a connection; `url` is ours and goes on to the provider (`connection:write`).
   * Errors: `CONNECTION.REDIRECT_NOT_ALLOWED`, `CONNECTION.AUTH_TYPE` (INVALID_ARGUMENT),
   * `PROVIDER.NOT_CONFIGURED` (FAILED_PRECONDITION) without an OAuth client.
   */
  GetAuthURL: grpc.handleUnaryCall<_neighbourhood_integration_v1_GetAuthURLRequest__Output, _neighbourhood_integration_v1_GetAuthURLResponse>;
  
  /**
   * GetConnection returns one connection, never its tokens (`connection:read`).
   */
  GetConnection: grpc.handleUnaryCall<_neighbourhood_integration_v1_GetConnectionRequest__Output, _neighbourhood_integration_v1_GetConnectionResponse>;
  
  /**
   * GetProvider returns one provider with its actions (`integration:read`).
   */
  GetProvider: grpc.handleUnaryCall<_neighbourhood_integration_v1_GetProviderRequest__Output, _neighbourhood_integration_v1_GetProviderResponse>;
  
  /**
   * GetProviderStatus tells how a provider fares from here (`integration:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetProviderStatus: grpc.handleUnaryCall<_neighbourhood_integration_v1_ProviderStatusRequest__Output, _neighbourhood_integration_v1_ProviderStatusResponse>;
  
  /**
   * ListConnections lists connections, newest first (`connection:read`).
   */
  ListConnections: grpc.handleUnaryCall<_neighbourhood_integration_v1_ListConnectionsRequest__Output, _neighbourhood_integration_v1_ListConnectionsResponse>;
  
  /**
   * ListProviders lists the catalogue and the workspace's own providers by name (`integration:read`).
   */
  ListProviders: grpc.handleUnaryCall<_neighbourhood_integration_v1_ListProvidersRequest__Output, _neighbourhood_integration_v1_ListProvidersResponse>;
  
  /**
   * RegisterProvider adds a workspace's own provider (`integration:write`).
   * Errors: `PROVIDER.INVALID` (INVALID_ARGUMENT, with paths), `PROVIDER.EXISTS` (ALREADY_EXISTS).
   */
  RegisterProvider: grpc.handleUnaryCall<_neighbourhood_integration_v1_RegisterProviderRequest__Output, _neighbourhood_integration_v1_RegisterProviderResponse>;
  
  /**
   * ResolveConnection finds an end user's only active connection at a provider (`connection:read`).
   * Errors: `CONNECTION.AMBIGUOUS` (FAILED_PRECONDITION) when there are several.
   */
  ResolveConnection: grpc.handleUnaryCall<_neighbourhood_integration_v1_ResolveConnectionRequest__Output, _neighbourhood_integration_v1_ResolveConnectionResponse>;
  
  /**
   * RevokeIntegration deletes a connection: its tokens are revoked at the provider where that is possible,
   * and destroyed here (`connection:delete`).
   */
  RevokeIntegration: grpc.handleUnaryCall<_neighbourhood_integration_v1_RevokeIntegrationRequest__Output, _neighbourhood_integration_v1_RevokeIntegrationResponse>;
  
  /**
   * SetProviderCredentials stores the workspace's own OAuth client of a provider (`integration:write`).
   * Errors: `CONNECTION.AUTH_TYPE` (INVALID_ARGUMENT) where the provider takes no OAuth client.
   */
  SetProviderCredentials: grpc.handleUnaryCall<_neighbourhood_integration_v1_SetProviderCredentialsRequest__Output, _neighbourhood_integration_v1_SetProviderCredentialsResponse>;
  
  /**
   * StartConnection resolves `/connect/{token}` for the gateway, which binds the browser and redirects.
   * Needs no identity. Errors: `CONNECTION.INVALID_STATE` (INVALID_ARGUMENT) when unknown, used or expired.
   */
  StartConnection: grpc.handleUnaryCall<_neighbourhood_integration_v1_StartConnectionRequest__Output, _neighbourhood_integration_v1_StartConnectionResponse>;
  
  /**
   * Transfer streams a request to the provider's own API (`connection:proxy`), or a file that an action takes or
   * gives (`integration:execute`), and the answer back. Errors as of ExecuteAction, and `PROXY.FORBIDDEN`
   * (PERMISSION_DENIED), `PROXY.METHOD_NOT_ALLOWED` (UNIMPLEMENTED), `PROXY.INVALID_PATH`, `ACTION.NO_FILE`
   * (INVALID_ARGUMENT).
   */
  Transfer: grpc.handleBidiStreamingCall<_neighbourhood_integration_v1_TransferRequest__Output, _neighbourhood_integration_v1_TransferResponse>;
  
  /**
   * UpdateProvider replaces the definition of a workspace's own provider (`integration:write`).
   * Errors: `PROVIDER.INVALID` (INVALID_ARGUMENT, with paths), `PROVIDER.NOT_OWN` (FAILED_PRECONDITION),
   * `PROVIDER.IN_USE` (FAILED_PRECONDITION) where connections forbid the change.
   */
  UpdateProvider: grpc.handleUnaryCall<_neighbourhood_integration_v1_UpdateProviderRequest__Output, _neighbourhood_integration_v1_UpdateProviderResponse>;
  
  /**
   * VerifyWebhook tells whether a message is a provider's own, and what it says of itself (`connection:read`).
   * Errors: `WEBHOOK.UNPROVEN` (UNAUTHENTICATED), `PROVIDER.NO_WEBHOOKS` (FAILED_PRECONDITION).
   */
  VerifyWebhook: grpc.handleUnaryCall<_neighbourhood_integration_v1_VerifyWebhookRequest__Output, _neighbourhood_integration_v1_VerifyWebhookResponse>;
  
}

export interface IntegrationServiceDefinition extends grpc.ServiceDefinition {
  CreateConnection: MethodDefinition<_neighbourhood_integration_v1_CreateConnectionRequest, _neighbourhood_integration_v1_CreateConnectionResponse, _neighbourhood_integration_v1_CreateConnectionRequest__Output, _neighbourhood_integration_v1_CreateConnectionResponse__Output>
  DeleteProvider: MethodDefinition<_neighbourhood_integration_v1_DeleteProviderRequest, _neighbourhood_integration_v1_DeleteProviderResponse, _neighbourhood_integration_v1_DeleteProviderRequest__Output, _neighbourhood_integration_v1_DeleteProviderResponse__Output>
  DeleteProviderCredentials: MethodDefinition<_neighbourhood_integration_v1_DeleteProviderCredentialsRequest, _neighbourhood_integration_v1_DeleteProviderCredentialsResponse, _neighbourhood_integration_v1_DeleteProviderCredentialsRequest__Output, _neighbourhood_integration_v1_DeleteProviderCredentialsResponse__Output>
  ExchangeCode: MethodDefinition<_neighbourhood_integration_v1_ExchangeCodeRequest, _neighbourhood_integration_v1_ExchangeCodeResponse, _neighbourhood_integration_v1_ExchangeCodeRequest__Output, _neighbourhood_integration_v1_ExchangeCodeResponse__Output>
  ExecuteAction: MethodDefinition<_neighbourhood_integration_v1_ExecuteActionRequest, _neighbourhood_integration_v1_ExecuteActionResponse, _neighbourhood_integration_v1_ExecuteActionRequest__Output, _neighbourhood_integration_v1_ExecuteActionResponse__Output>
  GetAuthURL: MethodDefinition<_neighbourhood_integration_v1_GetAuthURLRequest, _neighbourhood_integration_v1_GetAuthURLResponse, _neighbourhood_integration_v1_GetAuthURLRequest__Output, _neighbourhood_integration_v1_GetAuthURLResponse__Output>
  GetConnection: MethodDefinition<_neighbourhood_integration_v1_GetConnectionRequest, _neighbourhood_integration_v1_GetConnectionResponse, _neighbourhood_integration_v1_GetConnectionRequest__Output, _neighbourhood_integration_v1_GetConnectionResponse__Output>
  GetProvider: MethodDefinition<_neighbourhood_integration_v1_GetProviderRequest, _neighbourhood_integration_v1_GetProviderResponse, _neighbourhood_integration_v1_GetProviderRequest__Output, _neighbourhood_integration_v1_GetProviderResponse__Output>
  GetProviderStatus: MethodDefinition<_neighbourhood_integration_v1_ProviderStatusRequest, _neighbourhood_integration_v1_ProviderStatusResponse, _neighbourhood_integration_v1_ProviderStatusRequest__Output, _neighbourhood_integration_v1_ProviderStatusResponse__Output>
  ListConnections: MethodDefinition<_neighbourhood_integration_v1_ListConnectionsRequest, _neighbourhood_integration_v1_ListConnectionsResponse, _neighbourhood_integration_v1_ListConnectionsRequest__Output, _neighbourhood_integration_v1_ListConnectionsResponse__Output>
  ListProviders: MethodDefinition<_neighbourhood_integration_v1_ListProvidersRequest, _neighbourhood_integration_v1_ListProvidersResponse, _neighbourhood_integration_v1_ListProvidersRequest__Output, _neighbourhood_integration_v1_ListProvidersResponse__Output>
  RegisterProvider: MethodDefinition<_neighbourhood_integration_v1_RegisterProviderRequest, _neighbourhood_integration_v1_RegisterProviderResponse, _neighbourhood_integration_v1_RegisterProviderRequest__Output, _neighbourhood_integration_v1_RegisterProviderResponse__Output>
  ResolveConnection: MethodDefinition<_neighbourhood_integration_v1_ResolveConnectionRequest, _neighbourhood_integration_v1_ResolveConnectionResponse, _neighbourhood_integration_v1_ResolveConnectionRequest__Output, _neighbourhood_integration_v1_ResolveConnectionResponse__Output>
  RevokeIntegration: MethodDefinition<_neighbourhood_integration_v1_RevokeIntegrationRequest, _neighbourhood_integration_v1_RevokeIntegrationResponse, _neighbourhood_integration_v1_RevokeIntegrationRequest__Output, _neighbourhood_integration_v1_RevokeIntegrationResponse__Output>
  SetProviderCredentials: MethodDefinition<_neighbourhood_integration_v1_SetProviderCredentialsRequest, _neighbourhood_integration_v1_SetProviderCredentialsResponse, _neighbourhood_integration_v1_SetProviderCredentialsRequest__Output, _neighbourhood_integration_v1_SetProviderCredentialsResponse__Output>
  StartConnection: MethodDefinition<_neighbourhood_integration_v1_StartConnectionRequest, _neighbourhood_integration_v1_StartConnectionResponse, _neighbourhood_integration_v1_StartConnectionRequest__Output, _neighbourhood_integration_v1_StartConnectionResponse__Output>
  Transfer: MethodDefinition<_neighbourhood_integration_v1_TransferRequest, _neighbourhood_integration_v1_TransferResponse, _neighbourhood_integration_v1_TransferRequest__Output, _neighbourhood_integration_v1_TransferResponse__Output>
  UpdateProvider: MethodDefinition<_neighbourhood_integration_v1_UpdateProviderRequest, _neighbourhood_integration_v1_UpdateProviderResponse, _neighbourhood_integration_v1_UpdateProviderRequest__Output, _neighbourhood_integration_v1_UpdateProviderResponse__Output>
  VerifyWebhook: MethodDefinition<_neighbourhood_integration_v1_VerifyWebhookRequest, _neighbourhood_integration_v1_VerifyWebhookResponse, _neighbourhood_integration_v1_VerifyWebhookRequest__Output, _neighbourhood_integration_v1_VerifyWebhookResponse__Output>
}
