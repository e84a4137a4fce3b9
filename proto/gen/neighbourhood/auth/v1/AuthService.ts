// Original file: neighbourhood/auth/v1/auth_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AuthenticateApiKeyRequest as _neighbourhood_auth_v1_AuthenticateApiKeyRequest, AuthenticateApiKeyRequest__Output as _neighbourhood_auth_v1_AuthenticateApiKeyRequest__Output } from '../../../neighbourhood/auth/v1/AuthenticateApiKeyRequest.ts';
import type { AuthenticateApiKeyResponse as _neighbourhood_auth_v1_AuthenticateApiKeyResponse, AuthenticateApiKeyResponse__Output as _neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output } from '../../../neighbourhood/auth/v1/AuthenticateApiKeyResponse.ts';
import type { CreateApiKeyRequest as _neighbourhood_auth_v1_CreateApiKeyRequest, CreateApiKeyRequest__Output as _neighbourhood_auth_v1_CreateApiKeyRequest__Output } from '../../../neighbourhood/auth/v1/CreateApiKeyRequest.ts';
import type { CreateApiKeyResponse as _neighbourhood_auth_v1_CreateApiKeyResponse, CreateApiKeyResponse__Output as _neighbourhood_auth_v1_CreateApiKeyResponse__Output } from '../../../neighbourhood/auth/v1/CreateApiKeyResponse.ts';
import type { CreateWorkspaceRequest as _neighbourhood_auth_v1_CreateWorkspaceRequest, CreateWorkspaceRequest__Output as _neighbourhood_auth_v1_CreateWorkspaceRequest__Output } from '../../../neighbourhood/auth/v1/CreateWorkspaceRequest.ts';
import type { CreateWorkspaceResponse as _neighbourhood_auth_v1_CreateWorkspaceResponse, CreateWorkspaceResponse__Output as _neighbourhood_auth_v1_CreateWorkspaceResponse__Output } from '../../../neighbourhood/auth/v1/CreateWorkspaceResponse.ts';
import type { DeleteWorkspaceRequest as _neighbourhood_auth_v1_DeleteWorkspaceRequest, DeleteWorkspaceRequest__Output as _neighbourhood_auth_v1_DeleteWorkspaceRequest__Output } from '../../../neighbourhood/auth/v1/DeleteWorkspaceRequest.ts';
import type { DeleteWorkspaceResponse as _neighbourhood_auth_v1_DeleteWorkspaceResponse, DeleteWorkspaceResponse__Output as _neighbourhood_auth_v1_DeleteWorkspaceResponse__Output } from '../../../neighbourhood/auth/v1/DeleteWorkspaceResponse.ts';
import type { GetJwksRequest as _neighbourhood_auth_v1_GetJwksRequest, GetJwksRequest__Output as _neighbourhood_auth_v1_GetJwksRequest__Output } from '../../../neighbourhood/auth/v1/GetJwksRequest.ts';
import type { GetJwksResponse as _neighbourhood_auth_v1_GetJwksResponse, GetJwksResponse__Output as _neighbourhood_auth_v1_GetJwksResponse__Output } from '../../../neighbourhood/auth/v1/GetJwksResponse.ts';
import type { GetRedirectUrisRequest as _neighbourhood_auth_v1_GetRedirectUrisRequest, GetRedirectUrisRequest__Output as _neighbourhood_auth_v1_GetRedirectUrisRequest__Output } from '../../../neighbourhood/auth/v1/GetRedirectUrisRequest.ts';
import type { GetRedirectUrisResponse as _neighbourhood_auth_v1_GetRedirectUrisResponse, GetRedirectUrisResponse__Output as _neighbourhood_auth_v1_GetRedirectUrisResponse__Output } from '../../../neighbourhood/auth/v1/GetRedirectUrisResponse.ts';
import type { GetUserRequest as _neighbourhood_auth_v1_GetUserRequest, GetUserRequest__Output as _neighbourhood_auth_v1_GetUserRequest__Output } from '../../../neighbourhood/auth/v1/GetUserRequest.ts';
import type { GetWorkspaceAccessRequest as _neighbourhood_auth_v1_GetWorkspaceAccessRequest, GetWorkspaceAccessRequest__Output as _neighbourhood_auth_v1_GetWorkspaceAccessRequest__Output } from '../../../neighbourhood/auth/v1/GetWorkspaceAccessRequest.ts';
import type { GetWorkspaceAccessResponse as _neighbourhood_auth_v1_GetWorkspaceAccessResponse, GetWorkspaceAccessResponse__Output as _neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output } from '../../../neighbourhood/auth/v1/GetWorkspaceAccessResponse.ts';
import type { GetWorkspaceRequest as _neighbourhood_auth_v1_GetWorkspaceRequest, GetWorkspaceRequest__Output as _neighbourhood_auth_v1_GetWorkspaceRequest__Output } from '../../../neighbourhood/auth/v1/GetWorkspaceRequest.ts';
import type { GetWorkspaceResponse as _neighbourhood_auth_v1_GetWorkspaceResponse, GetWorkspaceResponse__Output as _neighbourhood_auth_v1_GetWorkspaceResponse__Output } from '../../../neighbourhood/auth/v1/GetWorkspaceResponse.ts';
import type { ListApiKeysRequest as _neighbourhood_auth_v1_ListApiKeysRequest, ListApiKeysRequest__Output as _neighbourhood_auth_v1_ListApiKeysRequest__Output } from '../../../neighbourhood/auth/v1/ListApiKeysRequest.ts';
import type { ListApiKeysResponse as _neighbourhood_auth_v1_ListApiKeysResponse, ListApiKeysResponse__Output as _neighbourhood_auth_v1_ListApiKeysResponse__Output } from '../../../neighbourhood/auth/v1/ListApiKeysResponse.ts';
import type { ListAuditEntriesRequest as _neighbourhood_auth_v1_ListAuditEntriesRequest, ListAuditEntriesRequest__Output as _neighbourhood_auth_v1_ListAuditEntriesRequest__Output } from '../../../neighbourhood/auth/v1/ListAuditEntriesRequest.ts';
import type { ListAuditEntriesResponse as _neighbourhood_auth_v1_ListAuditEntriesResponse, ListAuditEntriesResponse__Output as _neighbourhood_auth_v1_ListAuditEntriesResponse__Output } from '../../../neighbourhood/auth/v1/ListAuditEntriesResponse.ts';
import type { ListMembersRequest as _neighbourhood_auth_v1_ListMembersRequest, ListMembersRequest__Output as _neighbourhood_auth_v1_ListMembersRequest__Output } from '../../../neighbourhood/auth/v1/ListMembersRequest.ts';
import type { ListMembersResponse as _neighbourhood_auth_v1_ListMembersResponse, ListMembersResponse__Output as _neighbourhood_auth_v1_ListMembersResponse__Output } from '../../../neighbourhood/auth/v1/ListMembersResponse.ts';
import type { ListSessionsRequest as _neighbourhood_auth_v1_ListSessionsRequest, ListSessionsRequest__Output as _neighbourhood_auth_v1_ListSessionsRequest__Output } from '../../../neighbourhood/auth/v1/ListSessionsRequest.ts';
import type { ListSessionsResponse as _neighbourhood_auth_v1_ListSessionsResponse, ListSessionsResponse__Output as _neighbourhood_auth_v1_ListSessionsResponse__Output } from '../../../neighbourhood/auth/v1/ListSessionsResponse.ts';
import type { ListWorkspacesRequest as _neighbourhood_auth_v1_ListWorkspacesRequest, ListWorkspacesRequest__Output as _neighbourhood_auth_v1_ListWorkspacesRequest__Output } from '../../../neighbourhood/auth/v1/ListWorkspacesRequest.ts';
import type { ListWorkspacesResponse as _neighbourhood_auth_v1_ListWorkspacesResponse, ListWorkspacesResponse__Output as _neighbourhood_auth_v1_ListWorkspacesResponse__Output } from '../../../neighbourhood/auth/v1/ListWorkspacesResponse.ts';
import type { LoginRequest as _neighbourhood_auth_v1_LoginRequest, LoginRequest__Output as _neighbourhood_auth_v1_LoginRequest__Output } from '../../../neighbourhood/auth/v1/LoginRequest.ts';
import type { LoginResponse as _neighbourhood_auth_v1_LoginResponse, LoginResponse__Output as _neighbourhood_auth_v1_LoginResponse__Output } from '../../../neighbourhood/auth/v1/LoginResponse.ts';
import type { LogoutRequest as _neighbourhood_auth_v1_LogoutRequest, LogoutRequest__Output as _neighbourhood_auth_v1_LogoutRequest__Output } from '../../../neighbourhood/auth/v1/LogoutRequest.ts';
import type { LogoutResponse as _neighbourhood_auth_v1_LogoutResponse, LogoutResponse__Output as _neighbourhood_auth_v1_LogoutResponse__Output } from '../../../neighbourhood/auth/v1/LogoutResponse.ts';
import type { OAuthCallbackRequest as _neighbourhood_auth_v1_OAuthCallbackRequest, OAuthCallbackRequest__Output as _neighbourhood_auth_v1_OAuthCallbackRequest__Output } from '../../../neighbourhood/auth/v1/OAuthCallbackRequest.ts';
import type { OAuthCallbackResponse as _neighbourhood_auth_v1_OAuthCallbackResponse, OAuthCallbackResponse__Output as _neighbourhood_auth_v1_OAuthCallbackResponse__Output } from '../../../neighbourhood/auth/v1/OAuthCallbackResponse.ts';
import type { OAuthRequest as _neighbourhood_auth_v1_OAuthRequest, OAuthRequest__Output as _neighbourhood_auth_v1_OAuthRequest__Output } from '../../../neighbourhood/auth/v1/OAuthRequest.ts';
import type { OAuthResponse as _neighbourhood_auth_v1_OAuthResponse, OAuthResponse__Output as _neighbourhood_auth_v1_OAuthResponse__Output } from '../../../neighbourhood/auth/v1/OAuthResponse.ts';
import type { RefreshTokenRequest as _neighbourhood_auth_v1_RefreshTokenRequest, RefreshTokenRequest__Output as _neighbourhood_auth_v1_RefreshTokenRequest__Output } from '../../../neighbourhood/auth/v1/RefreshTokenRequest.ts';
import type { RefreshTokenResponse as _neighbourhood_auth_v1_RefreshTokenResponse, RefreshTokenResponse__Output as _neighbourhood_auth_v1_RefreshTokenResponse__Output } from '../../../neighbourhood/auth/v1/RefreshTokenResponse.ts';
import type { RegisterRequest as _neighbourhood_auth_v1_RegisterRequest, RegisterRequest__Output as _neighbourhood_auth_v1_RegisterRequest__Output } from '../../../neighbourhood/auth/v1/RegisterRequest.ts';
import type { RegisterResponse as _neighbourhood_auth_v1_RegisterResponse, RegisterResponse__Output as _neighbourhood_auth_v1_RegisterResponse__Output } from '../../../neighbourhood/auth/v1/RegisterResponse.ts';
import type { RemoveMemberRequest as _neighbourhood_auth_v1_RemoveMemberRequest, RemoveMemberRequest__Output as _neighbourhood_auth_v1_RemoveMemberRequest__Output } from '../../../neighbourhood/auth/v1/RemoveMemberRequest.ts';
import type { RemoveMemberResponse as _neighbourhood_auth_v1_RemoveMemberResponse, RemoveMemberResponse__Output as _neighbourhood_auth_v1_RemoveMemberResponse__Output } from '../../../neighbourhood/auth/v1/RemoveMemberResponse.ts';
import type { RequestPasswordResetRequest as _neighbourhood_auth_v1_RequestPasswordResetRequest, RequestPasswordResetRequest__Output as _neighbourhood_auth_v1_RequestPasswordResetRequest__Output } from '../../../neighbourhood/auth/v1/RequestPasswordResetRequest.ts';
import type { RequestPasswordResetResponse as _neighbourhood_auth_v1_RequestPasswordResetResponse, RequestPasswordResetResponse__Output as _neighbourhood_auth_v1_RequestPasswordResetResponse__Output } from '../../../neighbourhood/auth/v1/RequestPasswordResetResponse.ts';
import type { ResetPasswordRequest as _neighbourhood_auth_v1_ResetPasswordRequest, ResetPasswordRequest__Output as _neighbourhood_auth_v1_ResetPasswordRequest__Output } from '../../../neighbourhood/auth/v1/ResetPasswordRequest.ts';
import type { ResetPasswordResponse as _neighbourhood_auth_v1_ResetPasswordResponse, ResetPasswordResponse__Output as _neighbourhood_auth_v1_ResetPasswordResponse__Output } from '../../../neighbourhood/auth/v1/ResetPasswordResponse.ts';
import type { RevokeApiKeyRequest as _neighbourhood_auth_v1_RevokeApiKeyRequest, RevokeApiKeyRequest__Output as _neighbourhood_auth_v1_RevokeApiKeyRequest__Output } from '../../../neighbourhood/auth/v1/RevokeApiKeyRequest.ts';
import type { RevokeApiKeyResponse as _neighbourhood_auth_v1_RevokeApiKeyResponse, RevokeApiKeyResponse__Output as _neighbourhood_auth_v1_RevokeApiKeyResponse__Output } from '../../../neighbourhood/auth/v1/RevokeApiKeyResponse.ts';
import type { RevokeSessionRequest as _neighbourhood_auth_v1_RevokeSessionRequest, RevokeSessionRequest__Output as _neighbourhood_auth_v1_RevokeSessionRequest__Output } from '../../../neighbourhood/auth/v1/RevokeSessionRequest.ts';
import type { RevokeSessionResponse as _neighbourhood_auth_v1_RevokeSessionResponse, RevokeSessionResponse__Output as _neighbourhood_auth_v1_RevokeSessionResponse__Output } from '../../../neighbourhood/auth/v1/RevokeSessionResponse.ts';
import type { RotateApiKeyRequest as _neighbourhood_auth_v1_RotateApiKeyRequest, RotateApiKeyRequest__Output as _neighbourhood_auth_v1_RotateApiKeyRequest__Output } from '../../../neighbourhood/auth/v1/RotateApiKeyRequest.ts';
import type { RotateApiKeyResponse as _neighbourhood_auth_v1_RotateApiKeyResponse, RotateApiKeyResponse__Output as _neighbourhood_auth_v1_RotateApiKeyResponse__Output } from '../../../neighbourhood/auth/v1/RotateApiKeyResponse.ts';
import type { SetMemberRoleRequest as _neighbourhood_auth_v1_SetMemberRoleRequest, SetMemberRoleRequest__Output as _neighbourhood_auth_v1_SetMemberRoleRequest__Output } from '../../../neighbourhood/auth/v1/SetMemberRoleRequest.ts';
import type { SetMemberRoleResponse as _neighbourhood_auth_v1_SetMemberRoleResponse, SetMemberRoleResponse__Output as _neighbourhood_auth_v1_SetMemberRoleResponse__Output } from '../../../neighbourhood/auth/v1/SetMemberRoleResponse.ts';
import type { UpdateUserProfileRequest as _neighbourhood_auth_v1_UpdateUserProfileRequest, UpdateUserProfileRequest__Output as _neighbourhood_auth_v1_UpdateUserProfileRequest__Output } from '../../../neighbourhood/auth/v1/UpdateUserProfileRequest.ts';
import type { UpdateUserProfileResponse as _neighbourhood_auth_v1_UpdateUserProfileResponse, UpdateUserProfileResponse__Output as _neighbourhood_auth_v1_UpdateUserProfileResponse__Output } from '../../../neighbourhood/auth/v1/UpdateUserProfileResponse.ts';
import type { UpdateWorkspaceRequest as _neighbourhood_auth_v1_UpdateWorkspaceRequest, UpdateWorkspaceRequest__Output as _neighbourhood_auth_v1_UpdateWorkspaceRequest__Output } from '../../../neighbourhood/auth/v1/UpdateWorkspaceRequest.ts';
import type { UpdateWorkspaceResponse as _neighbourhood_auth_v1_UpdateWorkspaceResponse, UpdateWorkspaceResponse__Output as _neighbourhood_auth_v1_UpdateWorkspaceResponse__Output } from '../../../neighbourhood/auth/v1/UpdateWorkspaceResponse.ts';
import type { UserProfile as _neighbourhood_auth_v1_UserProfile, UserProfile__Output as _neighbourhood_auth_v1_UserProfile__Output } from '../../../neighbourhood/auth/v1/UserProfile.ts';
import type { ValidateTokenRequest as _neighbourhood_auth_v1_ValidateTokenRequest, ValidateTokenRequest__Output as _neighbourhood_auth_v1_ValidateTokenRequest__Output } from '../../../neighbourhood/auth/v1/ValidateTokenRequest.ts';
import type { ValidateTokenResponse as _neighbourhood_auth_v1_ValidateTokenResponse, ValidateTokenResponse__Output as _neighbourhood_auth_v1_ValidateTokenResponse__Output } from '../../../neighbourhood/auth/v1/ValidateTokenResponse.ts';
import type { VerifyEmailRequest as _neighbourhood_auth_v1_VerifyEmailRequest, VerifyEmailRequest__Output as _neighbourhood_auth_v1_VerifyEmailRequest__Output } from '../../../neighbourhood/auth/v1/VerifyEmailRequest.ts';
import type { VerifyEmailResponse as _neighbourhood_auth_v1_VerifyEmailResponse, VerifyEmailResponse__Output as _neighbourhood_auth_v1_VerifyEmailResponse__Output } from '../../../neighbourhood/auth/v1/VerifyEmailResponse.ts';

/**
 * AuthService owns users, sessions, workspaces, roles, API keys and the keys that sign access tokens.
 * 
 * Every call carries an internal identity in its metadata. Errors are codes: `REQUEST.INVALID` for a
 * malformed field and `AUTH.FORBIDDEN` for a missing permission can come from every method.
 */
export interface AuthServiceClient extends grpc.Client {
  /**
   * AuthenticateApiKey resolves a presented key; only the gateway calls it.
   * Errors: `AUTH.INVALID_API_KEY` (UNAUTHENTICATED) for unknown, revoked and expired keys alike.
   */
  AuthenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  AuthenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  AuthenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  AuthenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  /**
   * AuthenticateApiKey resolves a presented key; only the gateway calls it.
   * Errors: `AUTH.INVALID_API_KEY` (UNAUTHENTICATED) for unknown, revoked and expired keys alike.
   */
  authenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  authenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  authenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  authenticateApiKey(argument: _neighbourhood_auth_v1_AuthenticateApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * CompleteOAuth finishes sign-in with the code that the identity provider sent back.
   * Errors: `AUTH.INVALID_STATE` (INVALID_ARGUMENT), `AUTH.EMAIL_TAKEN` (ALREADY_EXISTS).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  CompleteOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  CompleteOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  CompleteOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  CompleteOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  /**
   * CompleteOAuth finishes sign-in with the code that the identity provider sent back.
   * Errors: `AUTH.INVALID_STATE` (INVALID_ARGUMENT), `AUTH.EMAIL_TAKEN` (ALREADY_EXISTS).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  completeOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  completeOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  completeOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  completeOAuth(argument: _neighbourhood_auth_v1_OAuthCallbackRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthCallbackResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * CreateApiKey creates a workspace's key and shows it this one time (`apikey:create`).
   */
  CreateApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  CreateApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  CreateApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  CreateApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  /**
   * CreateApiKey creates a workspace's key and shows it this one time (`apikey:create`).
   */
  createApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  createApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  createApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  createApiKey(argument: _neighbourhood_auth_v1_CreateApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * CreateWorkspace opens a workspace with the caller as its admin.
   */
  CreateWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  CreateWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  CreateWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  CreateWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * CreateWorkspace opens a workspace with the caller as its admin.
   */
  createWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  createWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  createWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  createWorkspace(argument: _neighbourhood_auth_v1_CreateWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_CreateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * DeleteWorkspace closes a workspace (`workspace:delete`).
   */
  DeleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  DeleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  DeleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  DeleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * DeleteWorkspace closes a workspace (`workspace:delete`).
   */
  deleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  deleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  deleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  deleteWorkspace(argument: _neighbourhood_auth_v1_DeleteWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetJwks returns the public keys that verify access tokens. Needs no identity.
   */
  GetJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetJwks returns the public keys that verify access tokens. Needs no identity.
   */
  getJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _neighbourhood_auth_v1_GetJwksRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetRedirectUris returns the addresses to which the caller's workspace lets connections return.
   */
  GetRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  GetRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  GetRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  GetRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetRedirectUris returns the addresses to which the caller's workspace lets connections return.
   */
  getRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  getRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  getRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  getRedirectUris(argument: _neighbourhood_auth_v1_GetRedirectUrisRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetRedirectUrisResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetUserProfile returns a user with the workspaces it belongs to. Errors: `USER.NOT_FOUND` (NOT_FOUND).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  GetUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  GetUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  GetUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  /**
   * GetUserProfile returns a user with the workspaces it belongs to. Errors: `USER.NOT_FOUND` (NOT_FOUND).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  getUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  getUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  getUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  getUserProfile(argument: _neighbourhood_auth_v1_GetUserRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_UserProfile__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetWorkspace returns one workspace of the caller. Errors: `WORKSPACE.NOT_FOUND` (NOT_FOUND).
   */
  GetWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  GetWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  GetWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  GetWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetWorkspace returns one workspace of the caller. Errors: `WORKSPACE.NOT_FOUND` (NOT_FOUND).
   */
  getWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  getWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  getWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  getWorkspace(argument: _neighbourhood_auth_v1_GetWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetWorkspaceAccess resolves what a user may do in a workspace; the gateway asks before it signs an identity.
   * Errors: `WORKSPACE.NOT_FOUND` (NOT_FOUND), also when the user is not a member.
   */
  GetWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  GetWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  GetWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  GetWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetWorkspaceAccess resolves what a user may do in a workspace; the gateway asks before it signs an identity.
   * Errors: `WORKSPACE.NOT_FOUND` (NOT_FOUND), also when the user is not a member.
   */
  getWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  getWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  getWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  getWorkspaceAccess(argument: _neighbourhood_auth_v1_GetWorkspaceAccessRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * InitiateOAuth begins sign-in at an identity provider (state, nonce, PKCE).
   * Errors: `PROVIDER.NOT_FOUND` (NOT_FOUND) when sign-in with that provider is not configured.
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  InitiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  InitiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  InitiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  InitiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  /**
   * InitiateOAuth begins sign-in at an identity provider (state, nonce, PKCE).
   * Errors: `PROVIDER.NOT_FOUND` (NOT_FOUND) when sign-in with that provider is not configured.
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  initiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  initiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  initiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  initiateOAuth(argument: _neighbourhood_auth_v1_OAuthRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_OAuthResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListApiKeys lists a workspace's keys without their secrets, newest first (`apikey:read`).
   */
  ListApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  ListApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  ListApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  ListApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListApiKeys lists a workspace's keys without their secrets, newest first (`apikey:read`).
   */
  listApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  listApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  listApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  listApiKeys(argument: _neighbourhood_auth_v1_ListApiKeysRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListApiKeysResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListAuditEntries lists who did what in a workspace, newest first (`audit:read`).
   */
  ListAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  ListAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  ListAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  ListAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListAuditEntries lists who did what in a workspace, newest first (`audit:read`).
   */
  listAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  listAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  listAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  listAuditEntries(argument: _neighbourhood_auth_v1_ListAuditEntriesRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListAuditEntriesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListMembers lists a workspace's members in order of joining (`user:read`).
   */
  ListMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  ListMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListMembers lists a workspace's members in order of joining (`user:read`).
   */
  listMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  listMembers(argument: _neighbourhood_auth_v1_ListMembersRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListMembersResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListSessions lists the caller's own live sessions, newest first.
   */
  ListSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListSessions lists the caller's own live sessions, newest first.
   */
  listSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  listSessions(argument: _neighbourhood_auth_v1_ListSessionsRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListWorkspaces lists the caller's workspaces, newest first.
   */
  ListWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  ListWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  ListWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  ListWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListWorkspaces lists the caller's workspaces, newest first.
   */
  listWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  listWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  listWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  listWorkspaces(argument: _neighbourhood_auth_v1_ListWorkspacesRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ListWorkspacesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Login signs a user in with a password.
   * Errors: `AUTH.INVALID_CREDENTIALS` (UNAUTHENTICATED), `AUTH.LOCKED` (RESOURCE_EXHAUSTED, with retry delay);
   * unknown accounts answer exactly as known ones.
   */
  Login(argument: _neighbourhood_auth_v1_LoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  Login(argument: _neighbourhood_auth_v1_LoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  Login(argument: _neighbourhood_auth_v1_LoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  Login(argument: _neighbourhood_auth_v1_LoginRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Login signs a user in with a password.
   * Errors: `AUTH.INVALID_CREDENTIALS` (UNAUTHENTICATED), `AUTH.LOCKED` (RESOURCE_EXHAUSTED, with retry delay);
   * unknown accounts answer exactly as known ones.
   */
  login(argument: _neighbourhood_auth_v1_LoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  login(argument: _neighbourhood_auth_v1_LoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  login(argument: _neighbourhood_auth_v1_LoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  login(argument: _neighbourhood_auth_v1_LoginRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Logout ends the caller's current session.
   */
  Logout(argument: _neighbourhood_auth_v1_LogoutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  Logout(argument: _neighbourhood_auth_v1_LogoutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  Logout(argument: _neighbourhood_auth_v1_LogoutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  Logout(argument: _neighbourhood_auth_v1_LogoutRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Logout ends the caller's current session.
   */
  logout(argument: _neighbourhood_auth_v1_LogoutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  logout(argument: _neighbourhood_auth_v1_LogoutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  logout(argument: _neighbourhood_auth_v1_LogoutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  logout(argument: _neighbourhood_auth_v1_LogoutRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_LogoutResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RefreshToken exchanges a refresh token for the next pair of its family.
   * Errors (UNAUTHENTICATED): `AUTH.TOKEN_REUSED`, `AUTH.TOKEN_EXPIRED`, `AUTH.INVALID_TOKEN`.
   */
  RefreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  RefreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  RefreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  RefreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RefreshToken exchanges a refresh token for the next pair of its family.
   * Errors (UNAUTHENTICATED): `AUTH.TOKEN_REUSED`, `AUTH.TOKEN_EXPIRED`, `AUTH.INVALID_TOKEN`.
   */
  refreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  refreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  refreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  refreshToken(argument: _neighbourhood_auth_v1_RefreshTokenRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RefreshTokenResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Register creates a user with a password and signs it in.
   * Errors: `AUTH.EMAIL_TAKEN` (ALREADY_EXISTS), `AUTH.WEAK_PASSWORD` (INVALID_ARGUMENT).
   */
  Register(argument: _neighbourhood_auth_v1_RegisterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  Register(argument: _neighbourhood_auth_v1_RegisterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  Register(argument: _neighbourhood_auth_v1_RegisterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  Register(argument: _neighbourhood_auth_v1_RegisterRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Register creates a user with a password and signs it in.
   * Errors: `AUTH.EMAIL_TAKEN` (ALREADY_EXISTS), `AUTH.WEAK_PASSWORD` (INVALID_ARGUMENT).
   */
  register(argument: _neighbourhood_auth_v1_RegisterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  register(argument: _neighbourhood_auth_v1_RegisterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  register(argument: _neighbourhood_auth_v1_RegisterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  register(argument: _neighbourhood_auth_v1_RegisterRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RegisterResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RemoveMember removes a user from a workspace (`user:delete`).
   * Errors: `MEMBER.NOT_FOUND` (NOT_FOUND), `WORKSPACE.OWNER_ROLE` (FAILED_PRECONDITION) for the owner.
   */
  RemoveMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  RemoveMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  RemoveMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  RemoveMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RemoveMember removes a user from a workspace (`user:delete`).
   * Errors: `MEMBER.NOT_FOUND` (NOT_FOUND), `WORKSPACE.OWNER_ROLE` (FAILED_PRECONDITION) for the owner.
   */
  removeMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  removeMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  removeMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  removeMember(argument: _neighbourhood_auth_v1_RemoveMemberRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RemoveMemberResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RequestPasswordReset mails a reset token if the account exists; the answer never tells.
   */
  RequestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  RequestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  RequestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  RequestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RequestPasswordReset mails a reset token if the account exists; the answer never tells.
   */
  requestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  requestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  requestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  requestPasswordReset(argument: _neighbourhood_auth_v1_RequestPasswordResetRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RequestPasswordResetResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ResetPassword sets a new password and ends every session of the user.
   * Errors: `AUTH.INVALID_TOKEN` (UNAUTHENTICATED), `AUTH.WEAK_PASSWORD` (INVALID_ARGUMENT).
   */
  ResetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  ResetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  ResetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  ResetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ResetPassword sets a new password and ends every session of the user.
   * Errors: `AUTH.INVALID_TOKEN` (UNAUTHENTICATED), `AUTH.WEAK_PASSWORD` (INVALID_ARGUMENT).
   */
  resetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  resetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  resetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  resetPassword(argument: _neighbourhood_auth_v1_ResetPasswordRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ResetPasswordResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RevokeApiKey ends a key at once (`apikey:revoke`). Errors: `API_KEY.NOT_FOUND` (NOT_FOUND).
   */
  RevokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RevokeApiKey ends a key at once (`apikey:revoke`). Errors: `API_KEY.NOT_FOUND` (NOT_FOUND).
   */
  revokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _neighbourhood_auth_v1_RevokeApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeApiKeyResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RevokeSession ends one of the caller's own sessions. Errors: `SESSION.NOT_FOUND` (NOT_FOUND).
   */
  RevokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RevokeSession ends one of the caller's own sessions. Errors: `SESSION.NOT_FOUND` (NOT_FOUND).
   */
  revokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _neighbourhood_auth_v1_RevokeSessionRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RotateApiKey makes a successor of a key and lets the old one end after an overlap (`apikey:create`).
   * Errors: `API_KEY.NOT_FOUND` (NOT_FOUND), `API_KEY.REVOKED` (FAILED_PRECONDITION).
   */
  RotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  RotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  RotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  RotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RotateApiKey makes a successor of a key and lets the old one end after an overlap (`apikey:create`).
   * Errors: `API_KEY.NOT_FOUND` (NOT_FOUND), `API_KEY.REVOKED` (FAILED_PRECONDITION).
   */
  rotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  rotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  rotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  rotateApiKey(argument: _neighbourhood_auth_v1_RotateApiKeyRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_RotateApiKeyResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * SetMemberRole adds a user to a workspace or changes its role (`user:write`).
   * Errors: `USER.NOT_FOUND` (NOT_FOUND), `WORKSPACE.OWNER_ROLE` (FAILED_PRECONDITION) for the owner.
   */
  SetMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  SetMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  SetMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  SetMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  /**
   * SetMemberRole adds a user to a workspace or changes its role (`user:write`).
   * Errors: `USER.NOT_FOUND` (NOT_FOUND), `WORKSPACE.OWNER_ROLE` (FAILED_PRECONDITION) for the owner.
   */
  setMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  setMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  setMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  setMemberRole(argument: _neighbourhood_auth_v1_SetMemberRoleRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_SetMemberRoleResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * UpdateUserProfile changes the caller's own profile.
   */
  UpdateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  UpdateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  UpdateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  UpdateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  /**
   * UpdateUserProfile changes the caller's own profile.
   */
  updateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  updateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  updateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  updateUserProfile(argument: _neighbourhood_auth_v1_UpdateUserProfileRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateUserProfileResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * UpdateWorkspace changes a name or the redirect addresses allowed for connections (`workspace:write`).
   */
  UpdateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  UpdateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  UpdateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  UpdateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * UpdateWorkspace changes a name or the redirect addresses allowed for connections (`workspace:write`).
   */
  updateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  updateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  updateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  updateWorkspace(argument: _neighbourhood_auth_v1_UpdateWorkspaceRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ValidateToken says whether an access token is valid now; a bad token is an answer, not an error.
   */
  ValidateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  ValidateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  ValidateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  ValidateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ValidateToken says whether an access token is valid now; a bad token is an answer, not an error.
   */
  validateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  validateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  validateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  validateToken(argument: _neighbourhood_auth_v1_ValidateTokenRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_ValidateTokenResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * VerifyEmail confirms an address with the token that was mailed to it.
   * Errors: `AUTH.INVALID_TOKEN` (UNAUTHENTICATED).
   */
  VerifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  VerifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  VerifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  VerifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  /**
   * VerifyEmail confirms an address with the token that was mailed to it.
   * Errors: `AUTH.INVALID_TOKEN` (UNAUTHENTICATED).
   */
  verifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  verifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  verifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  verifyEmail(argument: _neighbourhood_auth_v1_VerifyEmailRequest, callback: grpc.requestCallback<_neighbourhood_auth_v1_VerifyEmailResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * AuthService owns users, sessions, workspaces, roles, API keys and the keys that sign access tokens.
 * 
 * Every call carries an internal identity in its metadata. Errors are codes: `REQUEST.INVALID` for a
 * malformed field and `AUTH.FORBIDDEN` for a missing permission can come from every method.
 */
export interface AuthServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * AuthenticateApiKey resolves a presented key; only the gateway calls it.
   * Errors: `AUTH.INVALID_API_KEY` (UNAUTHENTICATED) for unknown, revoked and expired keys alike.
   */
  AuthenticateApiKey: grpc.handleUnaryCall<_neighbourhood_auth_v1_AuthenticateApiKeyRequest__Output, _neighbourhood_auth_v1_AuthenticateApiKeyResponse>;
  
  /**
   * CompleteOAuth finishes sign-in with the code that the identity provider sent back.
   * Errors: `AUTH.INVALID_STATE` (INVALID_ARGUMENT), `AUTH.EMAIL_TAKEN` (ALREADY_EXISTS).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  CompleteOAuth: grpc.handleUnaryCall<_neighbourhood_auth_v1_OAuthCallbackRequest__Output, _neighbourhood_auth_v1_OAuthCallbackResponse>;
  
  /**
   * CreateApiKey creates a workspace's key and shows it this one time (`apikey:create`).
   */
  CreateApiKey: grpc.handleUnaryCall<_neighbourhood_auth_v1_CreateApiKeyRequest__Output, _neighbourhood_auth_v1_CreateApiKeyResponse>;
  
  /**
   * CreateWorkspace opens a workspace with the caller as its admin.
   */
  CreateWorkspace: grpc.handleUnaryCall<_neighbourhood_auth_v1_CreateWorkspaceRequest__Output, _neighbourhood_auth_v1_CreateWorkspaceResponse>;
  
  /**
   * DeleteWorkspace closes a workspace (`workspace:delete`).
   */
  DeleteWorkspace: grpc.handleUnaryCall<_neighbourhood_auth_v1_DeleteWorkspaceRequest__Output, _neighbourhood_auth_v1_DeleteWorkspaceResponse>;
  
  /**
   * GetJwks returns the public keys that verify access tokens. Needs no identity.
   */
  GetJwks: grpc.handleUnaryCall<_neighbourhood_auth_v1_GetJwksRequest__Output, _neighbourhood_auth_v1_GetJwksResponse>;
  
  /**
   * GetRedirectUris returns the addresses to which the caller's workspace lets connections return.
   */
  GetRedirectUris: grpc.handleUnaryCall<_neighbourhood_auth_v1_GetRedirectUrisRequest__Output, _neighbourhood_auth_v1_GetRedirectUrisResponse>;
  
  /**
   * GetUserProfile returns a user with the workspaces it belongs to. Errors: `USER.NOT_FOUND` (NOT_FOUND).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetUserProfile: grpc.handleUnaryCall<_neighbourhood_auth_v1_GetUserRequest__Output, _neighbourhood_auth_v1_UserProfile>;
  
  /**
   * GetWorkspace returns one workspace of the caller. Errors: `WORKSPACE.NOT_FOUND` (NOT_FOUND).
   */
  GetWorkspace: grpc.handleUnaryCall<_neighbourhood_auth_v1_GetWorkspaceRequest__Output, _neighbourhood_auth_v1_GetWorkspaceResponse>;
  
  /**
   * GetWorkspaceAccess resolves what a user may do in a workspace; the gateway asks before it signs an identity.
   * Errors: `WORKSPACE.NOT_FOUND` (NOT_FOUND), also when the user is not a member.
   */
  GetWorkspaceAccess: grpc.handleUnaryCall<_neighbourhood_auth_v1_GetWorkspaceAccessRequest__Output, _neighbourhood_auth_v1_GetWorkspaceAccessResponse>;
  
  /**
   * InitiateOAuth begins sign-in at an identity provider (state, nonce, PKCE).
   * Errors: `PROVIDER.NOT_FOUND` (NOT_FOUND) when sign-in with that provider is not configured.
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  InitiateOAuth: grpc.handleUnaryCall<_neighbourhood_auth_v1_OAuthRequest__Output, _neighbourhood_auth_v1_OAuthResponse>;
  
  /**
   * ListApiKeys lists a workspace's keys without their secrets, newest first (`apikey:read`).
   */
  ListApiKeys: grpc.handleUnaryCall<_neighbourhood_auth_v1_ListApiKeysRequest__Output, _neighbourhood_auth_v1_ListApiKeysResponse>;
  
  /**
   * ListAuditEntries lists who did what in a workspace, newest first (`audit:read`).
   */
  ListAuditEntries: grpc.handleUnaryCall<_neighbourhood_auth_v1_ListAuditEntriesRequest__Output, _neighbourhood_auth_v1_ListAuditEntriesResponse>;
  
  /**
   * ListMembers lists a workspace's members in order of joining (`user:read`).
   */
  ListMembers: grpc.handleUnaryCall<_neighbourhood_auth_v1_ListMembersRequest__Output, _neighbourhood_auth_v1_ListMembersResponse>;
  
  /**
   * ListSessions lists the caller's own live sessions, newest first.
   */
  ListSessions: grpc.handleUnaryCall<_neighbourhood_auth_v1_ListSessionsRequest__Output, _neighbourhood_auth_v1_ListSessionsResponse>;
  
  /**
   * ListWorkspaces lists the caller's workspaces, newest first.
   */
  ListWorkspaces: grpc.handleUnaryCall<_neighbourhood_auth_v1_ListWorkspacesRequest__Output, _neighbourhood_auth_v1_ListWorkspacesResponse>;
  
  /**
   * Login signs a user in with a password.
   * Errors: `AUTH.INVALID_CREDENTIALS` (UNAUTHENTICATED), `AUTH.LOCKED` (RESOURCE_EXHAUSTED, with retry delay);
   * unknown accounts answer exactly as known ones.
   */
  Login: grpc.handleUnaryCall<_neighbourhood_auth_v1_LoginRequest__Output, _neighbourhood_auth_v1_LoginResponse>;
  
  /**
   * Logout ends the caller's current session.
   */
  Logout: grpc.handleUnaryCall<_neighbourhood_auth_v1_LogoutRequest__Output, _neighbourhood_auth_v1_LogoutResponse>;
  
  /**
   * RefreshToken exchanges a refresh token for the next pair of its family.
   * Errors (UNAUTHENTICATED): `AUTH.TOKEN_REUSED`, `AUTH.TOKEN_EXPIRED`, `AUTH.INVALID_TOKEN`.
   */
  RefreshToken: grpc.handleUnaryCall<_neighbourhood_auth_v1_RefreshTokenRequest__Output, _neighbourhood_auth_v1_RefreshTokenResponse>;
  
  /**
   * Register creates a user with a password and signs it in.
   * Errors: `AUTH.EMAIL_TAKEN` (ALREADY_EXISTS), `AUTH.WEAK_PASSWORD` (INVALID_ARGUMENT).
   */
  Register: grpc.handleUnaryCall<_neighbourhood_auth_v1_RegisterRequest__Output, _neighbourhood_auth_v1_RegisterResponse>;
  
  /**
   * RemoveMember removes a user from a workspace (`user:delete`).
   * Errors: `MEMBER.NOT_FOUND` (NOT_FOUND), `WORKSPACE.OWNER_ROLE` (FAILED_PRECONDITION) for the owner.
   */
  RemoveMember: grpc.handleUnaryCall<_neighbourhood_auth_v1_RemoveMemberRequest__Output, _neighbourhood_auth_v1_RemoveMemberResponse>;
  
  /**
   * RequestPasswordReset mails a reset token if the account exists; the answer never tells.
   */
  RequestPasswordReset: grpc.handleUnaryCall<_neighbourhood_auth_v1_RequestPasswordResetRequest__Output, _neighbourhood_auth_v1_RequestPasswordResetResponse>;
  
  /**
   * ResetPassword sets a new password and ends every session of the user.
   * Errors: `AUTH.INVALID_TOKEN` (UNAUTHENTICATED), `AUTH.WEAK_PASSWORD` (INVALID_ARGUMENT).
   */
  ResetPassword: grpc.handleUnaryCall<_neighbourhood_auth_v1_ResetPasswordRequest__Output, _neighbourhood_auth_v1_ResetPasswordResponse>;
  
  /**
   * RevokeApiKey ends a key at once (`apikey:revoke`). Errors: `API_KEY.NOT_FOUND` (NOT_FOUND).
   */
  RevokeApiKey: grpc.handleUnaryCall<_neighbourhood_auth_v1_RevokeApiKeyRequest__Output, _neighbourhood_auth_v1_RevokeApiKeyResponse>;
  
  /**
   * RevokeSession ends one of the caller's own sessions. Errors: `SESSION.NOT_FOUND` (NOT_FOUND).
   */
  RevokeSession: grpc.handleUnaryCall<_neighbourhood_auth_v1_RevokeSessionRequest__Output, _neighbourhood_auth_v1_RevokeSessionResponse>;
  
  /**
   * RotateApiKey makes a successor of a key and lets the old one end after an overlap (`apikey:create`).
   * Errors: `API_KEY.NOT_FOUND` (NOT_FOUND), `API_KEY.REVOKED` (FAILED_PRECONDITION).
   */
  RotateApiKey: grpc.handleUnaryCall<_neighbourhood_auth_v1_RotateApiKeyRequest__Output, _neighbourhood_auth_v1_RotateApiKeyResponse>;
  
  /**
   * SetMemberRole adds a user to a workspace or changes its role (`user:write`).
   * Errors: `USER.NOT_FOUND` (NOT_FOUND), `WORKSPACE.OWNER_ROLE` (FAILED_PRECONDITION) for the owner.
   */
  SetMemberRole: grpc.handleUnaryCall<_neighbourhood_auth_v1_SetMemberRoleRequest__Output, _neighbourhood_auth_v1_SetMemberRoleResponse>;
  
  /**
   * UpdateUserProfile changes the caller's own profile.
   */
  UpdateUserProfile: grpc.handleUnaryCall<_neighbourhood_auth_v1_UpdateUserProfileRequest__Output, _neighbourhood_auth_v1_UpdateUserProfileResponse>;
  
  /**
   * UpdateWorkspace changes a name or the redirect addresses allowed for connections (`workspace:write`).
   */
  UpdateWorkspace: grpc.handleUnaryCall<_neighbourhood_auth_v1_UpdateWorkspaceRequest__Output, _neighbourhood_auth_v1_UpdateWorkspaceResponse>;
  
  /**
   * ValidateToken says whether an access token is valid now; a bad token is an answer, not an error.
   */
  ValidateToken: grpc.handleUnaryCall<_neighbourhood_auth_v1_ValidateTokenRequest__Output, _neighbourhood_auth_v1_ValidateTokenResponse>;
  
  /**
   * VerifyEmail confirms an address with the token that was mailed to it.
   * Errors: `AUTH.INVALID_TOKEN` (UNAUTHENTICATED).
   */
  VerifyEmail: grpc.handleUnaryCall<_neighbourhood_auth_v1_VerifyEmailRequest__Output, _neighbourhood_auth_v1_VerifyEmailResponse>;
  
}

export interface AuthServiceDefinition extends grpc.ServiceDefinition {
  AuthenticateApiKey: MethodDefinition<_neighbourhood_auth_v1_AuthenticateApiKeyRequest, _neighbourhood_auth_v1_AuthenticateApiKeyResponse, _neighbourhood_auth_v1_AuthenticateApiKeyRequest__Output, _neighbourhood_auth_v1_AuthenticateApiKeyResponse__Output>
  CompleteOAuth: MethodDefinition<_neighbourhood_auth_v1_OAuthCallbackRequest, _neighbourhood_auth_v1_OAuthCallbackResponse, _neighbourhood_auth_v1_OAuthCallbackRequest__Output, _neighbourhood_auth_v1_OAuthCallbackResponse__Output>
  CreateApiKey: MethodDefinition<_neighbourhood_auth_v1_CreateApiKeyRequest, _neighbourhood_auth_v1_CreateApiKeyResponse, _neighbourhood_auth_v1_CreateApiKeyRequest__Output, _neighbourhood_auth_v1_CreateApiKeyResponse__Output>
  CreateWorkspace: MethodDefinition<_neighbourhood_auth_v1_CreateWorkspaceRequest, _neighbourhood_auth_v1_CreateWorkspaceResponse, _neighbourhood_auth_v1_CreateWorkspaceRequest__Output, _neighbourhood_auth_v1_CreateWorkspaceResponse__Output>
  DeleteWorkspace: MethodDefinition<_neighbourhood_auth_v1_DeleteWorkspaceRequest, _neighbourhood_auth_v1_DeleteWorkspaceResponse, _neighbourhood_auth_v1_DeleteWorkspaceRequest__Output, _neighbourhood_auth_v1_DeleteWorkspaceResponse__Output>
  GetJwks: MethodDefinition<_neighbourhood_auth_v1_GetJwksRequest, _neighbourhood_auth_v1_GetJwksResponse, _neighbourhood_auth_v1_GetJwksRequest__Output, _neighbourhood_auth_v1_GetJwksResponse__Output>
  GetRedirectUris: MethodDefinition<_neighbourhood_auth_v1_GetRedirectUrisRequest, _neighbourhood_auth_v1_GetRedirectUrisResponse, _neighbourhood_auth_v1_GetRedirectUrisRequest__Output, _neighbourhood_auth_v1_GetRedirectUrisResponse__Output>
  GetUserProfile: MethodDefinition<_neighbourhood_auth_v1_GetUserRequest, _neighbourhood_auth_v1_UserProfile, _neighbourhood_auth_v1_GetUserRequest__Output, _neighbourhood_auth_v1_UserProfile__Output>
  GetWorkspace: MethodDefinition<_neighbourhood_auth_v1_GetWorkspaceRequest, _neighbourhood_auth_v1_GetWorkspaceResponse, _neighbourhood_auth_v1_GetWorkspaceRequest__Output, _neighbourhood_auth_v1_GetWorkspaceResponse__Output>
  GetWorkspaceAccess: MethodDefinition<_neighbourhood_auth_v1_GetWorkspaceAccessRequest, _neighbourhood_auth_v1_GetWorkspaceAccessResponse, _neighbourhood_auth_v1_GetWorkspaceAccessRequest__Output, _neighbourhood_auth_v1_GetWorkspaceAccessResponse__Output>
  InitiateOAuth: MethodDefinition<_neighbourhood_auth_v1_OAuthRequest, _neighbourhood_auth_v1_OAuthResponse, _neighbourhood_auth_v1_OAuthRequest__Output, _neighbourhood_auth_v1_OAuthResponse__Output>
  ListApiKeys: MethodDefinition<_neighbourhood_auth_v1_ListApiKeysRequest, _neighbourhood_auth_v1_ListApiKeysResponse, _neighbourhood_auth_v1_ListApiKeysRequest__Output, _neighbourhood_auth_v1_ListApiKeysResponse__Output>
  ListAuditEntries: MethodDefinition<_neighbourhood_auth_v1_ListAuditEntriesRequest, _neighbourhood_auth_v1_ListAuditEntriesResponse, _neighbourhood_auth_v1_ListAuditEntriesRequest__Output, _neighbourhood_auth_v1_ListAuditEntriesResponse__Output>
  ListMembers: MethodDefinition<_neighbourhood_auth_v1_ListMembersRequest, _neighbourhood_auth_v1_ListMembersResponse, _neighbourhood_auth_v1_ListMembersRequest__Output, _neighbourhood_auth_v1_ListMembersResponse__Output>
  ListSessions: MethodDefinition<_neighbourhood_auth_v1_ListSessionsRequest, _neighbourhood_auth_v1_ListSessionsResponse, _neighbourhood_auth_v1_ListSessionsRequest__Output, _neighbourhood_auth_v1_ListSessionsResponse__Output>
  ListWorkspaces: MethodDefinition<_neighbourhood_auth_v1_ListWorkspacesRequest, _neighbourhood_auth_v1_ListWorkspacesResponse, _neighbourhood_auth_v1_ListWorkspacesRequest__Output, _neighbourhood_auth_v1_ListWorkspacesResponse__Output>
  Login: MethodDefinition<_neighbourhood_auth_v1_LoginRequest, _neighbourhood_auth_v1_LoginResponse, _neighbourhood_auth_v1_LoginRequest__Output, _neighbourhood_auth_v1_LoginResponse__Output>
  Logout: MethodDefinition<_neighbourhood_auth_v1_LogoutRequest, _neighbourhood_auth_v1_LogoutResponse, _neighbourhood_auth_v1_LogoutRequest__Output, _neighbourhood_auth_v1_LogoutResponse__Output>
  RefreshToken: MethodDefinition<_neighbourhood_auth_v1_RefreshTokenRequest, _neighbourhood_auth_v1_RefreshTokenResponse, _neighbourhood_auth_v1_RefreshTokenRequest__Output, _neighbourhood_auth_v1_RefreshTokenResponse__Output>
  Register: MethodDefinition<_neighbourhood_auth_v1_RegisterRequest, _neighbourhood_auth_v1_RegisterResponse, _neighbourhood_auth_v1_RegisterRequest__Output, _neighbourhood_auth_v1_RegisterResponse__Output>
  RemoveMember: MethodDefinition<_neighbourhood_auth_v1_RemoveMemberRequest, _neighbourhood_auth_v1_RemoveMemberResponse, _neighbourhood_auth_v1_RemoveMemberRequest__Output, _neighbourhood_auth_v1_RemoveMemberResponse__Output>
  RequestPasswordReset: MethodDefinition<_neighbourhood_auth_v1_RequestPasswordResetRequest, _neighbourhood_auth_v1_RequestPasswordResetResponse, _neighbourhood_auth_v1_RequestPasswordResetRequest__Output, _neighbourhood_auth_v1_RequestPasswordResetResponse__Output>
  ResetPassword: MethodDefinition<_neighbourhood_auth_v1_ResetPasswordRequest, _neighbourhood_auth_v1_ResetPasswordResponse, _neighbourhood_auth_v1_ResetPasswordRequest__Output, _neighbourhood_auth_v1_ResetPasswordResponse__Output>
  RevokeApiKey: MethodDefinition<_neighbourhood_auth_v1_RevokeApiKeyRequest, _neighbourhood_auth_v1_RevokeApiKeyResponse, _neighbourhood_auth_v1_RevokeApiKeyRequest__Output, _neighbourhood_auth_v1_RevokeApiKeyResponse__Output>
  RevokeSession: MethodDefinition<_neighbourhood_auth_v1_RevokeSessionRequest, _neighbourhood_auth_v1_RevokeSessionResponse, _neighbourhood_auth_v1_RevokeSessionRequest__Output, _neighbourhood_auth_v1_RevokeSessionResponse__Output>
  RotateApiKey: MethodDefinition<_neighbourhood_auth_v1_RotateApiKeyRequest, _neighbourhood_auth_v1_RotateApiKeyResponse, _neighbourhood_auth_v1_RotateApiKeyRequest__Output, _neighbourhood_auth_v1_RotateApiKeyResponse__Output>
  SetMemberRole: MethodDefinition<_neighbourhood_auth_v1_SetMemberRoleRequest, _neighbourhood_auth_v1_SetMemberRoleResponse, _neighbourhood_auth_v1_SetMemberRoleRequest__Output, _neighbourhood_auth_v1_SetMemberRoleResponse__Output>
  UpdateUserProfile: MethodDefinition<_neighbourhood_auth_v1_UpdateUserProfileRequest, _neighbourhood_auth_v1_UpdateUserProfileResponse, _neighbourhood_auth_v1_UpdateUserProfileRequest__Output, _neighbourhood_auth_v1_UpdateUserProfileResponse__Output>
  UpdateWorkspace: MethodDefinition<_neighbourhood_auth_v1_UpdateWorkspaceRequest, _neighbourhood_auth_v1_UpdateWorkspaceResponse, _neighbourhood_auth_v1_UpdateWorkspaceRequest__Output, _neighbourhood_auth_v1_UpdateWorkspaceResponse__Output>
  ValidateToken: MethodDefinition<_neighbourhood_auth_v1_ValidateTokenRequest, _neighbourhood_auth_v1_ValidateTokenResponse, _neighbourhood_auth_v1_ValidateTokenRequest__Output, _neighbourhood_auth_v1_ValidateTokenResponse__Output>
  VerifyEmail: MethodDefinition<_neighbourhood_auth_v1_VerifyEmailRequest, _neighbourhood_auth_v1_VerifyEmailResponse, _neighbourhood_auth_v1_VerifyEmailRequest__Output, _neighbourhood_auth_v1_VerifyEmailResponse__Output>
}
