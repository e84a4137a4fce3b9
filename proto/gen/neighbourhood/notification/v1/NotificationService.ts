// Original file: neighbourhood/notification/v1/notification_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeleteWebhookRequest as _neighbourhood_notification_v1_DeleteWebhookRequest, DeleteWebhookRequest__Output as _neighbourhood_notification_v1_DeleteWebhookRequest__Output } from '../../../neighbourhood/notification/v1/DeleteWebhookRequest.ts';
import type { DeleteWebhookResponse as _neighbourhood_notification_v1_DeleteWebhookResponse, DeleteWebhookResponse__Output as _neighbourhood_notification_v1_DeleteWebhookResponse__Output } from '../../../neighbourhood/notification/v1/DeleteWebhookResponse.ts';
import type { GetNotificationRequest as _neighbourhood_notification_v1_GetNotificationRequest, GetNotificationRequest__Output as _neighbourhood_notification_v1_GetNotificationRequest__Output } from '../../../neighbourhood/notification/v1/GetNotificationRequest.ts';
import type { GetNotificationResponse as _neighbourhood_notification_v1_GetNotificationResponse, GetNotificationResponse__Output as _neighbourhood_notification_v1_GetNotificationResponse__Output } from '../../../neighbourhood/notification/v1/GetNotificationResponse.ts';
import type { GetPreferencesRequest as _neighbourhood_notification_v1_GetPreferencesRequest, GetPreferencesRequest__Output as _neighbourhood_notification_v1_GetPreferencesRequest__Output } from '../../../neighbourhood/notification/v1/GetPreferencesRequest.ts';
import type { GetPreferencesResponse as _neighbourhood_notification_v1_GetPreferencesResponse, GetPreferencesResponse__Output as _neighbourhood_notification_v1_GetPreferencesResponse__Output } from '../../../neighbourhood/notification/v1/GetPreferencesResponse.ts';
import type { GetWebhookRequest as _neighbourhood_notification_v1_GetWebhookRequest, GetWebhookRequest__Output as _neighbourhood_notification_v1_GetWebhookRequest__Output } from '../../../neighbourhood/notification/v1/GetWebhookRequest.ts';
import type { GetWebhookResponse as _neighbourhood_notification_v1_GetWebhookResponse, GetWebhookResponse__Output as _neighbourhood_notification_v1_GetWebhookResponse__Output } from '../../../neighbourhood/notification/v1/GetWebhookResponse.ts';
import type { ListDeliveriesRequest as _neighbourhood_notification_v1_ListDeliveriesRequest, ListDeliveriesRequest__Output as _neighbourhood_notification_v1_ListDeliveriesRequest__Output } from '../../../neighbourhood/notification/v1/ListDeliveriesRequest.ts';
import type { ListDeliveriesResponse as _neighbourhood_notification_v1_ListDeliveriesResponse, ListDeliveriesResponse__Output as _neighbourhood_notification_v1_ListDeliveriesResponse__Output } from '../../../neighbourhood/notification/v1/ListDeliveriesResponse.ts';
import type { ListWebhooksRequest as _neighbourhood_notification_v1_ListWebhooksRequest, ListWebhooksRequest__Output as _neighbourhood_notification_v1_ListWebhooksRequest__Output } from '../../../neighbourhood/notification/v1/ListWebhooksRequest.ts';
import type { ListWebhooksResponse as _neighbourhood_notification_v1_ListWebhooksResponse, ListWebhooksResponse__Output as _neighbourhood_notification_v1_ListWebhooksResponse__Output } from '../../../neighbourhood/notification/v1/ListWebhooksResponse.ts';
import type { NotificationHistoryRequest as _neighbourhood_notification_v1_NotificationHistoryRequest, NotificationHistoryRequest__Output as _neighbourhood_notification_v1_NotificationHistoryRequest__Output } from '../../../neighbourhood/notification/v1/NotificationHistoryRequest.ts';
import type { NotificationHistoryResponse as _neighbourhood_notification_v1_NotificationHistoryResponse, NotificationHistoryResponse__Output as _neighbourhood_notification_v1_NotificationHistoryResponse__Output } from '../../../neighbourhood/notification/v1/NotificationHistoryResponse.ts';
import type { NotificationRequest as _neighbourhood_notification_v1_NotificationRequest, NotificationRequest__Output as _neighbourhood_notification_v1_NotificationRequest__Output } from '../../../neighbourhood/notification/v1/NotificationRequest.ts';
import type { NotificationResponse as _neighbourhood_notification_v1_NotificationResponse, NotificationResponse__Output as _neighbourhood_notification_v1_NotificationResponse__Output } from '../../../neighbourhood/notification/v1/NotificationResponse.ts';
import type { ReplayDeliveryRequest as _neighbourhood_notification_v1_ReplayDeliveryRequest, ReplayDeliveryRequest__Output as _neighbourhood_notification_v1_ReplayDeliveryRequest__Output } from '../../../neighbourhood/notification/v1/ReplayDeliveryRequest.ts';
import type { ReplayDeliveryResponse as _neighbourhood_notification_v1_ReplayDeliveryResponse, ReplayDeliveryResponse__Output as _neighbourhood_notification_v1_ReplayDeliveryResponse__Output } from '../../../neighbourhood/notification/v1/ReplayDeliveryResponse.ts';
import type { ReplayWebhookRequest as _neighbourhood_notification_v1_ReplayWebhookRequest, ReplayWebhookRequest__Output as _neighbourhood_notification_v1_ReplayWebhookRequest__Output } from '../../../neighbourhood/notification/v1/ReplayWebhookRequest.ts';
import type { ReplayWebhookResponse as _neighbourhood_notification_v1_ReplayWebhookResponse, ReplayWebhookResponse__Output as _neighbourhood_notification_v1_ReplayWebhookResponse__Output } from '../../../neighbourhood/notification/v1/ReplayWebhookResponse.ts';
import type { RotateWebhookSecretRequest as _neighbourhood_notification_v1_RotateWebhookSecretRequest, RotateWebhookSecretRequest__Output as _neighbourhood_notification_v1_RotateWebhookSecretRequest__Output } from '../../../neighbourhood/notification/v1/RotateWebhookSecretRequest.ts';
import type { RotateWebhookSecretResponse as _neighbourhood_notification_v1_RotateWebhookSecretResponse, RotateWebhookSecretResponse__Output as _neighbourhood_notification_v1_RotateWebhookSecretResponse__Output } from '../../../neighbourhood/notification/v1/RotateWebhookSecretResponse.ts';
import type { SetPreferencesRequest as _neighbourhood_notification_v1_SetPreferencesRequest, SetPreferencesRequest__Output as _neighbourhood_notification_v1_SetPreferencesRequest__Output } from '../../../neighbourhood/notification/v1/SetPreferencesRequest.ts';
import type { SetPreferencesResponse as _neighbourhood_notification_v1_SetPreferencesResponse, SetPreferencesResponse__Output as _neighbourhood_notification_v1_SetPreferencesResponse__Output } from '../../../neighbourhood/notification/v1/SetPreferencesResponse.ts';
import type { TestWebhookRequest as _neighbourhood_notification_v1_TestWebhookRequest, TestWebhookRequest__Output as _neighbourhood_notification_v1_TestWebhookRequest__Output } from '../../../neighbourhood/notification/v1/TestWebhookRequest.ts';
import type { TestWebhookResponse as _neighbourhood_notification_v1_TestWebhookResponse, TestWebhookResponse__Output as _neighbourhood_notification_v1_TestWebhookResponse__Output } from '../../../neighbourhood/notification/v1/TestWebhookResponse.ts';
import type { UpdateWebhookRequest as _neighbourhood_notification_v1_UpdateWebhookRequest, UpdateWebhookRequest__Output as _neighbourhood_notification_v1_UpdateWebhookRequest__Output } from '../../../neighbourhood/notification/v1/UpdateWebhookRequest.ts';
import type { UpdateWebhookResponse as _neighbourhood_notification_v1_UpdateWebhookResponse, UpdateWebhookResponse__Output as _neighbourhood_notification_v1_UpdateWebhookResponse__Output } from '../../../neighbourhood/notification/v1/UpdateWebhookResponse.ts';
import type { WebhookRequest as _neighbourhood_notification_v1_WebhookRequest, WebhookRequest__Output as _neighbourhood_notification_v1_WebhookRequest__Output } from '../../../neighbourhood/notification/v1/WebhookRequest.ts';
import type { WebhookResponse as _neighbourhood_notification_v1_WebhookResponse, WebhookResponse__Output as _neighbourhood_notification_v1_WebhookResponse__Output } from '../../../neighbourhood/notification/v1/WebhookResponse.ts';

/**
 * NotificationService tells customers and end users what happened: signed webhooks, and messages.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `WEBHOOK.NOT_FOUND`,
 * `DELIVERY.NOT_FOUND` and `NOTIFICATION.NOT_FOUND` (NOT_FOUND) from every method that names one.
 */
export interface NotificationServiceClient extends grpc.Client {
  /**
   * DeleteWebhook removes an endpoint; what was not delivered is dropped (`webhook:delete`).
   */
  DeleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  DeleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  DeleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  DeleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * DeleteWebhook removes an endpoint; what was not delivered is dropped (`webhook:delete`).
   */
  deleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  deleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  deleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  deleteWebhook(argument: _neighbourhood_notification_v1_DeleteWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_DeleteWebhookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetNotification returns one message (`notification:read`).
   */
  GetNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  GetNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  GetNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  GetNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetNotification returns one message (`notification:read`).
   */
  getNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  getNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  getNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  getNotification(argument: _neighbourhood_notification_v1_GetNotificationRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetNotificationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetNotificationHistory lists messages, newest first (`notification:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetNotificationHistory lists messages, newest first (`notification:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  getNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  getNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  getNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  getNotificationHistory(argument: _neighbourhood_notification_v1_NotificationHistoryRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationHistoryResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetPreferences returns what an end user wants to receive (`notification:read`).
   */
  GetPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetPreferences returns what an end user wants to receive (`notification:read`).
   */
  getPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getPreferences(argument: _neighbourhood_notification_v1_GetPreferencesRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetWebhook returns one endpoint without its secret (`webhook:read`).
   */
  GetWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  GetWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  GetWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  GetWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetWebhook returns one endpoint without its secret (`webhook:read`).
   */
  getWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  getWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  getWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  getWebhook(argument: _neighbourhood_notification_v1_GetWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_GetWebhookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListDeliveries lists an endpoint's deliveries with their attempts, newest first (`webhook:read`).
   */
  ListDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  ListDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  ListDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  ListDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListDeliveries lists an endpoint's deliveries with their attempts, newest first (`webhook:read`).
   */
  listDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  listDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  listDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  listDeliveries(argument: _neighbourhood_notification_v1_ListDeliveriesRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListDeliveriesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListWebhooks lists endpoints without secrets, newest first (`webhook:read`).
   */
  ListWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  ListWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  ListWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  ListWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListWebhooks lists endpoints without secrets, newest first (`webhook:read`).
   */
  listWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  listWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  listWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  listWebhooks(argument: _neighbourhood_notification_v1_ListWebhooksRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ListWebhooksResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RegisterWebhook adds an endpoint and shows its secret this one time (`webhook:write`).
   * Errors: `WEBHOOK.URL_FORBIDDEN`, `WEBHOOK.EVENT_TYPE_UNKNOWN` (INVALID_ARGUMENT), `WEBHOOK.LIMIT_REACHED`
   * (FAILED_PRECONDITION).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  RegisterWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  RegisterWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  RegisterWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  RegisterWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RegisterWebhook adds an endpoint and shows its secret this one time (`webhook:write`).
   * Errors: `WEBHOOK.URL_FORBIDDEN`, `WEBHOOK.EVENT_TYPE_UNKNOWN` (INVALID_ARGUMENT), `WEBHOOK.LIMIT_REACHED`
   * (FAILED_PRECONDITION).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  registerWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  registerWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  registerWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  registerWebhook(argument: _neighbourhood_notification_v1_WebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_WebhookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ReplayDelivery delivers one message again, with the same `webhook-id` (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  ReplayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  ReplayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  ReplayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  ReplayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ReplayDelivery delivers one message again, with the same `webhook-id` (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  replayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  replayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  replayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  replayDelivery(argument: _neighbourhood_notification_v1_ReplayDeliveryRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayDeliveryResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ReplayWebhook delivers again everything of a period that did not arrive (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  ReplayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  ReplayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  ReplayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  ReplayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ReplayWebhook delivers again everything of a period that did not arrive (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  replayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  replayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  replayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  replayWebhook(argument: _neighbourhood_notification_v1_ReplayWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_ReplayWebhookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RotateWebhookSecret makes a new secret; messages carry both signatures during the overlap
   * (`webhook:write`).
   */
  RotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  RotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  RotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  RotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RotateWebhookSecret makes a new secret; messages carry both signatures during the overlap
   * (`webhook:write`).
   */
  rotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  rotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  rotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  rotateWebhookSecret(argument: _neighbourhood_notification_v1_RotateWebhookSecretRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * SendNotification accepts a message for delivery (`notification:write`).
   * Errors: `NOTIFICATION.CHANNEL_UNAVAILABLE` (UNIMPLEMENTED) for a channel without a sender,
   * `WEBHOOK.NOT_FOUND` (NOT_FOUND), `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  SendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  SendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  SendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  SendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * SendNotification accepts a message for delivery (`notification:write`).
   * Errors: `NOTIFICATION.CHANNEL_UNAVAILABLE` (UNIMPLEMENTED) for a channel without a sender,
   * `WEBHOOK.NOT_FOUND` (NOT_FOUND), `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  sendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  sendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  sendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  sendNotification(argument: _neighbourhood_notification_v1_NotificationRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_NotificationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * SetPreferences replaces what an end user wants to receive (`notification:write`).
   */
  SetPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  SetPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  SetPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  SetPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * SetPreferences replaces what an end user wants to receive (`notification:write`).
   */
  setPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  setPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  setPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  setPreferences(argument: _neighbourhood_notification_v1_SetPreferencesRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_SetPreferencesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * TestWebhook delivers a `webhook.test` message now, and once only (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  TestWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  TestWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  TestWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  TestWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * TestWebhook delivers a `webhook.test` message now, and once only (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  testWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  testWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  testWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  testWebhook(argument: _neighbourhood_notification_v1_TestWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_TestWebhookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * UpdateWebhook changes an endpoint, also switches it on and off (`webhook:write`).
   * Errors: as RegisterWebhook.
   */
  UpdateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  UpdateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  UpdateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  UpdateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * UpdateWebhook changes an endpoint, also switches it on and off (`webhook:write`).
   * Errors: as RegisterWebhook.
   */
  updateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  updateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  updateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  updateWebhook(argument: _neighbourhood_notification_v1_UpdateWebhookRequest, callback: grpc.requestCallback<_neighbourhood_notification_v1_UpdateWebhookResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * NotificationService tells customers and end users what happened: signed webhooks, and messages.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `WEBHOOK.NOT_FOUND`,
 * `DELIVERY.NOT_FOUND` and `NOTIFICATION.NOT_FOUND` (NOT_FOUND) from every method that names one.
 */
export interface NotificationServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * DeleteWebhook removes an endpoint; what was not delivered is dropped (`webhook:delete`).
   */
  DeleteWebhook: grpc.handleUnaryCall<_neighbourhood_notification_v1_DeleteWebhookRequest__Output, _neighbourhood_notification_v1_DeleteWebhookResponse>;
  
  /**
   * GetNotification returns one message (`notification:read`).
   */
  GetNotification: grpc.handleUnaryCall<_neighbourhood_notification_v1_GetNotificationRequest__Output, _neighbourhood_notification_v1_GetNotificationResponse>;
  
  /**
   * GetNotificationHistory lists messages, newest first (`notification:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetNotificationHistory: grpc.handleUnaryCall<_neighbourhood_notification_v1_NotificationHistoryRequest__Output, _neighbourhood_notification_v1_NotificationHistoryResponse>;
  
  /**
   * GetPreferences returns what an end user wants to receive (`notification:read`).
   */
  GetPreferences: grpc.handleUnaryCall<_neighbourhood_notification_v1_GetPreferencesRequest__Output, _neighbourhood_notification_v1_GetPreferencesResponse>;
  
  /**
   * GetWebhook returns one endpoint without its secret (`webhook:read`).
   */
  GetWebhook: grpc.handleUnaryCall<_neighbourhood_notification_v1_GetWebhookRequest__Output, _neighbourhood_notification_v1_GetWebhookResponse>;
  
  /**
   * ListDeliveries lists an endpoint's deliveries with their attempts, newest first (`webhook:read`).
   */
  ListDeliveries: grpc.handleUnaryCall<_neighbourhood_notification_v1_ListDeliveriesRequest__Output, _neighbourhood_notification_v1_ListDeliveriesResponse>;
  
  /**
   * ListWebhooks lists endpoints without secrets, newest first (`webhook:read`).
   */
  ListWebhooks: grpc.handleUnaryCall<_neighbourhood_notification_v1_ListWebhooksRequest__Output, _neighbourhood_notification_v1_ListWebhooksResponse>;
  
  /**
   * RegisterWebhook adds an endpoint and shows its secret this one time (`webhook:write`).
   * Errors: `WEBHOOK.URL_FORBIDDEN`, `WEBHOOK.EVENT_TYPE_UNKNOWN` (INVALID_ARGUMENT), `WEBHOOK.LIMIT_REACHED`
   * (FAILED_PRECONDITION).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  RegisterWebhook: grpc.handleUnaryCall<_neighbourhood_notification_v1_WebhookRequest__Output, _neighbourhood_notification_v1_WebhookResponse>;
  
  /**
   * ReplayDelivery delivers one message again, with the same `webhook-id` (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  ReplayDelivery: grpc.handleUnaryCall<_neighbourhood_notification_v1_ReplayDeliveryRequest__Output, _neighbourhood_notification_v1_ReplayDeliveryResponse>;
  
  /**
   * ReplayWebhook delivers again everything of a period that did not arrive (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  ReplayWebhook: grpc.handleUnaryCall<_neighbourhood_notification_v1_ReplayWebhookRequest__Output, _neighbourhood_notification_v1_ReplayWebhookResponse>;
  
  /**
   * RotateWebhookSecret makes a new secret; messages carry both signatures during the overlap
   * (`webhook:write`).
   */
  RotateWebhookSecret: grpc.handleUnaryCall<_neighbourhood_notification_v1_RotateWebhookSecretRequest__Output, _neighbourhood_notification_v1_RotateWebhookSecretResponse>;
  
  /**
   * SendNotification accepts a message for delivery (`notification:write`).
   * Errors: `NOTIFICATION.CHANNEL_UNAVAILABLE` (UNIMPLEMENTED) for a channel without a sender,
   * `WEBHOOK.NOT_FOUND` (NOT_FOUND), `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  SendNotification: grpc.handleUnaryCall<_neighbourhood_notification_v1_NotificationRequest__Output, _neighbourhood_notification_v1_NotificationResponse>;
  
  /**
   * SetPreferences replaces what an end user wants to receive (`notification:write`).
   */
  SetPreferences: grpc.handleUnaryCall<_neighbourhood_notification_v1_SetPreferencesRequest__Output, _neighbourhood_notification_v1_SetPreferencesResponse>;
  
  /**
   * TestWebhook delivers a `webhook.test` message now, and once only (`webhook:write`).
   * Errors: `WEBHOOK.DISABLED` (FAILED_PRECONDITION).
   */
  TestWebhook: grpc.handleUnaryCall<_neighbourhood_notification_v1_TestWebhookRequest__Output, _neighbourhood_notification_v1_TestWebhookResponse>;
  
  /**
   * UpdateWebhook changes an endpoint, also switches it on and off (`webhook:write`).
   * Errors: as RegisterWebhook.
   */
  UpdateWebhook: grpc.handleUnaryCall<_neighbourhood_notification_v1_UpdateWebhookRequest__Output, _neighbourhood_notification_v1_UpdateWebhookResponse>;
  
}

export interface NotificationServiceDefinition extends grpc.ServiceDefinition {
  DeleteWebhook: MethodDefinition<_neighbourhood_notification_v1_DeleteWebhookRequest, _neighbourhood_notification_v1_DeleteWebhookResponse, _neighbourhood_notification_v1_DeleteWebhookRequest__Output, _neighbourhood_notification_v1_DeleteWebhookResponse__Output>
  GetNotification: MethodDefinition<_neighbourhood_notification_v1_GetNotificationRequest, _neighbourhood_notification_v1_GetNotificationResponse, _neighbourhood_notification_v1_GetNotificationRequest__Output, _neighbourhood_notification_v1_GetNotificationResponse__Output>
  GetNotificationHistory: MethodDefinition<_neighbourhood_notification_v1_NotificationHistoryRequest, _neighbourhood_notification_v1_NotificationHistoryResponse, _neighbourhood_notification_v1_NotificationHistoryRequest__Output, _neighbourhood_notification_v1_NotificationHistoryResponse__Output>
  GetPreferences: MethodDefinition<_neighbourhood_notification_v1_GetPreferencesRequest, _neighbourhood_notification_v1_GetPreferencesResponse, _neighbourhood_notification_v1_GetPreferencesRequest__Output, _neighbourhood_notification_v1_GetPreferencesResponse__Output>
  GetWebhook: MethodDefinition<_neighbourhood_notification_v1_GetWebhookRequest, _neighbourhood_notification_v1_GetWebhookResponse, _neighbourhood_notification_v1_GetWebhookRequest__Output, _neighbourhood_notification_v1_GetWebhookResponse__Output>
  ListDeliveries: MethodDefinition<_neighbourhood_notification_v1_ListDeliveriesRequest, _neighbourhood_notification_v1_ListDeliveriesResponse, _neighbourhood_notification_v1_ListDeliveriesRequest__Output, _neighbourhood_notification_v1_ListDeliveriesResponse__Output>
  ListWebhooks: MethodDefinition<_neighbourhood_notification_v1_ListWebhooksRequest, _neighbourhood_notification_v1_ListWebhooksResponse, _neighbourhood_notification_v1_ListWebhooksRequest__Output, _neighbourhood_notification_v1_ListWebhooksResponse__Output>
  RegisterWebhook: MethodDefinition<_neighbourhood_notification_v1_WebhookRequest, _neighbourhood_notification_v1_WebhookResponse, _neighbourhood_notification_v1_WebhookRequest__Output, _neighbourhood_notification_v1_WebhookResponse__Output>
  ReplayDelivery: MethodDefinition<_neighbourhood_notification_v1_ReplayDeliveryRequest, _neighbourhood_notification_v1_ReplayDeliveryResponse, _neighbourhood_notification_v1_ReplayDeliveryRequest__Output, _neighbourhood_notification_v1_ReplayDeliveryResponse__Output>
  ReplayWebhook: MethodDefinition<_neighbourhood_notification_v1_ReplayWebhookRequest, _neighbourhood_notification_v1_ReplayWebhookResponse, _neighbourhood_notification_v1_ReplayWebhookRequest__Output, _neighbourhood_notification_v1_ReplayWebhookResponse__Output>
  RotateWebhookSecret: MethodDefinition<_neighbourhood_notification_v1_RotateWebhookSecretRequest, _neighbourhood_notification_v1_RotateWebhookSecretResponse, _neighbourhood_notification_v1_RotateWebhookSecretRequest__Output, _neighbourhood_notification_v1_RotateWebhookSecretResponse__Output>
  SendNotification: MethodDefinition<_neighbourhood_notification_v1_NotificationRequest, _neighbourhood_notification_v1_NotificationResponse, _neighbourhood_notification_v1_NotificationRequest__Output, _neighbourhood_notification_v1_NotificationResponse__Output>
  SetPreferences: MethodDefinition<_neighbourhood_notification_v1_SetPreferencesRequest, _neighbourhood_notification_v1_SetPreferencesResponse, _neighbourhood_notification_v1_SetPreferencesRequest__Output, _neighbourhood_notification_v1_SetPreferencesResponse__Output>
  TestWebhook: MethodDefinition<_neighbourhood_notification_v1_TestWebhookRequest, _neighbourhood_notification_v1_TestWebhookResponse, _neighbourhood_notification_v1_TestWebhookRequest__Output, _neighbourhood_notification_v1_TestWebhookResponse__Output>
  UpdateWebhook: MethodDefinition<_neighbourhood_notification_v1_UpdateWebhookRequest, _neighbourhood_notification_v1_UpdateWebhookResponse, _neighbourhood_notification_v1_UpdateWebhookRequest__Output, _neighbourhood_notification_v1_UpdateWebhookResponse__Output>
}
