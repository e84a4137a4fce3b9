// Original file: neighbourhood/workflow/v1/workflow_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelExecutionRequest as _neighbourhood_workflow_v1_CancelExecutionRequest, CancelExecutionRequest__Output as _neighbourhood_workflow_v1_CancelExecutionRequest__Output } from '../../../neighbourhood/workflow/v1/CancelExecutionRequest.ts';
import type { CancelExecutionResponse as _neighbourhood_workflow_v1_CancelExecutionResponse, CancelExecutionResponse__Output as _neighbourhood_workflow_v1_CancelExecutionResponse__Output } from '../../../neighbourhood/workflow/v1/CancelExecutionResponse.ts';
import type { CreateHookRequest as _neighbourhood_workflow_v1_CreateHookRequest, CreateHookRequest__Output as _neighbourhood_workflow_v1_CreateHookRequest__Output } from '../../../neighbourhood/workflow/v1/CreateHookRequest.ts';
import type { CreateHookResponse as _neighbourhood_workflow_v1_CreateHookResponse, CreateHookResponse__Output as _neighbourhood_workflow_v1_CreateHookResponse__Output } from '../../../neighbourhood/workflow/v1/CreateHookResponse.ts';
import type { CreateWorkflowRequest as _neighbourhood_workflow_v1_CreateWorkflowRequest, CreateWorkflowRequest__Output as _neighbourhood_workflow_v1_CreateWorkflowRequest__Output } from '../../../neighbourhood/workflow/v1/CreateWorkflowRequest.ts';
import type { CreateWorkflowResponse as _neighbourhood_workflow_v1_CreateWorkflowResponse, CreateWorkflowResponse__Output as _neighbourhood_workflow_v1_CreateWorkflowResponse__Output } from '../../../neighbourhood/workflow/v1/CreateWorkflowResponse.ts';
import type { DecideApprovalRequest as _neighbourhood_workflow_v1_DecideApprovalRequest, DecideApprovalRequest__Output as _neighbourhood_workflow_v1_DecideApprovalRequest__Output } from '../../../neighbourhood/workflow/v1/DecideApprovalRequest.ts';
import type { DecideApprovalResponse as _neighbourhood_workflow_v1_DecideApprovalResponse, DecideApprovalResponse__Output as _neighbourhood_workflow_v1_DecideApprovalResponse__Output } from '../../../neighbourhood/workflow/v1/DecideApprovalResponse.ts';
import type { DeleteHookRequest as _neighbourhood_workflow_v1_DeleteHookRequest, DeleteHookRequest__Output as _neighbourhood_workflow_v1_DeleteHookRequest__Output } from '../../../neighbourhood/workflow/v1/DeleteHookRequest.ts';
import type { DeleteHookResponse as _neighbourhood_workflow_v1_DeleteHookResponse, DeleteHookResponse__Output as _neighbourhood_workflow_v1_DeleteHookResponse__Output } from '../../../neighbourhood/workflow/v1/DeleteHookResponse.ts';
import type { DeleteWorkflowRequest as _neighbourhood_workflow_v1_DeleteWorkflowRequest, DeleteWorkflowRequest__Output as _neighbourhood_workflow_v1_DeleteWorkflowRequest__Output } from '../../../neighbourhood/workflow/v1/DeleteWorkflowRequest.ts';
import type { DeleteWorkflowResponse as _neighbourhood_workflow_v1_DeleteWorkflowResponse, DeleteWorkflowResponse__Output as _neighbourhood_workflow_v1_DeleteWorkflowResponse__Output } from '../../../neighbourhood/workflow/v1/DeleteWorkflowResponse.ts';
import type { ExecuteWorkflowRequest as _neighbourhood_workflow_v1_ExecuteWorkflowRequest, ExecuteWorkflowRequest__Output as _neighbourhood_workflow_v1_ExecuteWorkflowRequest__Output } from '../../../neighbourhood/workflow/v1/ExecuteWorkflowRequest.ts';
import type { ExecuteWorkflowResponse as _neighbourhood_workflow_v1_ExecuteWorkflowResponse, ExecuteWorkflowResponse__Output as _neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output } from '../../../neighbourhood/workflow/v1/ExecuteWorkflowResponse.ts';
import type { ExecutionStatus as _neighbourhood_workflow_v1_ExecutionStatus, ExecutionStatus__Output as _neighbourhood_workflow_v1_ExecutionStatus__Output } from '../../../neighbourhood/workflow/v1/ExecutionStatus.ts';
import type { ExecutionStatusRequest as _neighbourhood_workflow_v1_ExecutionStatusRequest, ExecutionStatusRequest__Output as _neighbourhood_workflow_v1_ExecutionStatusRequest__Output } from '../../../neighbourhood/workflow/v1/ExecutionStatusRequest.ts';
import type { GetApprovalRequest as _neighbourhood_workflow_v1_GetApprovalRequest, GetApprovalRequest__Output as _neighbourhood_workflow_v1_GetApprovalRequest__Output } from '../../../neighbourhood/workflow/v1/GetApprovalRequest.ts';
import type { GetApprovalResponse as _neighbourhood_workflow_v1_GetApprovalResponse, GetApprovalResponse__Output as _neighbourhood_workflow_v1_GetApprovalResponse__Output } from '../../../neighbourhood/workflow/v1/GetApprovalResponse.ts';
import type { GetBulkOperationRequest as _neighbourhood_workflow_v1_GetBulkOperationRequest, GetBulkOperationRequest__Output as _neighbourhood_workflow_v1_GetBulkOperationRequest__Output } from '../../../neighbourhood/workflow/v1/GetBulkOperationRequest.ts';
import type { GetBulkOperationResponse as _neighbourhood_workflow_v1_GetBulkOperationResponse, GetBulkOperationResponse__Output as _neighbourhood_workflow_v1_GetBulkOperationResponse__Output } from '../../../neighbourhood/workflow/v1/GetBulkOperationResponse.ts';
import type { GetExecutionGraphRequest as _neighbourhood_workflow_v1_GetExecutionGraphRequest, GetExecutionGraphRequest__Output as _neighbourhood_workflow_v1_GetExecutionGraphRequest__Output } from '../../../neighbourhood/workflow/v1/GetExecutionGraphRequest.ts';
import type { GetExecutionGraphResponse as _neighbourhood_workflow_v1_GetExecutionGraphResponse, GetExecutionGraphResponse__Output as _neighbourhood_workflow_v1_GetExecutionGraphResponse__Output } from '../../../neighbourhood/workflow/v1/GetExecutionGraphResponse.ts';
import type { GetHookRequest as _neighbourhood_workflow_v1_GetHookRequest, GetHookRequest__Output as _neighbourhood_workflow_v1_GetHookRequest__Output } from '../../../neighbourhood/workflow/v1/GetHookRequest.ts';
import type { GetHookResponse as _neighbourhood_workflow_v1_GetHookResponse, GetHookResponse__Output as _neighbourhood_workflow_v1_GetHookResponse__Output } from '../../../neighbourhood/workflow/v1/GetHookResponse.ts';
import type { GetWorkflowGraphRequest as _neighbourhood_workflow_v1_GetWorkflowGraphRequest, GetWorkflowGraphRequest__Output as _neighbourhood_workflow_v1_GetWorkflowGraphRequest__Output } from '../../../neighbourhood/workflow/v1/GetWorkflowGraphRequest.ts';
import type { GetWorkflowGraphResponse as _neighbourhood_workflow_v1_GetWorkflowGraphResponse, GetWorkflowGraphResponse__Output as _neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output } from '../../../neighbourhood/workflow/v1/GetWorkflowGraphResponse.ts';
import type { GetWorkflowRequest as _neighbourhood_workflow_v1_GetWorkflowRequest, GetWorkflowRequest__Output as _neighbourhood_workflow_v1_GetWorkflowRequest__Output } from '../../../neighbourhood/workflow/v1/GetWorkflowRequest.ts';
import type { ListExecutionTasksRequest as _neighbourhood_workflow_v1_ListExecutionTasksRequest, ListExecutionTasksRequest__Output as _neighbourhood_workflow_v1_ListExecutionTasksRequest__Output } from '../../../neighbourhood/workflow/v1/ListExecutionTasksRequest.ts';
import type { ListExecutionTasksResponse as _neighbourhood_workflow_v1_ListExecutionTasksResponse, ListExecutionTasksResponse__Output as _neighbourhood_workflow_v1_ListExecutionTasksResponse__Output } from '../../../neighbourhood/workflow/v1/ListExecutionTasksResponse.ts';
import type { ListExecutionsRequest as _neighbourhood_workflow_v1_ListExecutionsRequest, ListExecutionsRequest__Output as _neighbourhood_workflow_v1_ListExecutionsRequest__Output } from '../../../neighbourhood/workflow/v1/ListExecutionsRequest.ts';
import type { ListExecutionsResponse as _neighbourhood_workflow_v1_ListExecutionsResponse, ListExecutionsResponse__Output as _neighbourhood_workflow_v1_ListExecutionsResponse__Output } from '../../../neighbourhood/workflow/v1/ListExecutionsResponse.ts';
import type { ListHooksRequest as _neighbourhood_workflow_v1_ListHooksRequest, ListHooksRequest__Output as _neighbourhood_workflow_v1_ListHooksRequest__Output } from '../../../neighbourhood/workflow/v1/ListHooksRequest.ts';
import type { ListHooksResponse as _neighbourhood_workflow_v1_ListHooksResponse, ListHooksResponse__Output as _neighbourhood_workflow_v1_ListHooksResponse__Output } from '../../../neighbourhood/workflow/v1/ListHooksResponse.ts';
import type { ListWorkflowsRequest as _neighbourhood_workflow_v1_ListWorkflowsRequest, ListWorkflowsRequest__Output as _neighbourhood_workflow_v1_ListWorkflowsRequest__Output } from '../../../neighbourhood/workflow/v1/ListWorkflowsRequest.ts';
import type { ListWorkflowsResponse as _neighbourhood_workflow_v1_ListWorkflowsResponse, ListWorkflowsResponse__Output as _neighbourhood_workflow_v1_ListWorkflowsResponse__Output } from '../../../neighbourhood/workflow/v1/ListWorkflowsResponse.ts';
import type { PublishEventRequest as _neighbourhood_workflow_v1_PublishEventRequest, PublishEventRequest__Output as _neighbourhood_workflow_v1_PublishEventRequest__Output } from '../../../neighbourhood/workflow/v1/PublishEventRequest.ts';
import type { PublishEventResponse as _neighbourhood_workflow_v1_PublishEventResponse, PublishEventResponse__Output as _neighbourhood_workflow_v1_PublishEventResponse__Output } from '../../../neighbourhood/workflow/v1/PublishEventResponse.ts';
import type { ReceiveHookRequest as _neighbourhood_workflow_v1_ReceiveHookRequest, ReceiveHookRequest__Output as _neighbourhood_workflow_v1_ReceiveHookRequest__Output } from '../../../neighbourhood/workflow/v1/ReceiveHookRequest.ts';
import type { ReceiveHookResponse as _neighbourhood_workflow_v1_ReceiveHookResponse, ReceiveHookResponse__Output as _neighbourhood_workflow_v1_ReceiveHookResponse__Output } from '../../../neighbourhood/workflow/v1/ReceiveHookResponse.ts';
import type { RerunExecutionRequest as _neighbourhood_workflow_v1_RerunExecutionRequest, RerunExecutionRequest__Output as _neighbourhood_workflow_v1_RerunExecutionRequest__Output } from '../../../neighbourhood/workflow/v1/RerunExecutionRequest.ts';
import type { RerunExecutionResponse as _neighbourhood_workflow_v1_RerunExecutionResponse, RerunExecutionResponse__Output as _neighbourhood_workflow_v1_RerunExecutionResponse__Output } from '../../../neighbourhood/workflow/v1/RerunExecutionResponse.ts';
import type { ResumeExecutionRequest as _neighbourhood_workflow_v1_ResumeExecutionRequest, ResumeExecutionRequest__Output as _neighbourhood_workflow_v1_ResumeExecutionRequest__Output } from '../../../neighbourhood/workflow/v1/ResumeExecutionRequest.ts';
import type { ResumeExecutionResponse as _neighbourhood_workflow_v1_ResumeExecutionResponse, ResumeExecutionResponse__Output as _neighbourhood_workflow_v1_ResumeExecutionResponse__Output } from '../../../neighbourhood/workflow/v1/ResumeExecutionResponse.ts';
import type { RotateHookSecretRequest as _neighbourhood_workflow_v1_RotateHookSecretRequest, RotateHookSecretRequest__Output as _neighbourhood_workflow_v1_RotateHookSecretRequest__Output } from '../../../neighbourhood/workflow/v1/RotateHookSecretRequest.ts';
import type { RotateHookSecretResponse as _neighbourhood_workflow_v1_RotateHookSecretResponse, RotateHookSecretResponse__Output as _neighbourhood_workflow_v1_RotateHookSecretResponse__Output } from '../../../neighbourhood/workflow/v1/RotateHookSecretResponse.ts';
import type { RotateHookTokenRequest as _neighbourhood_workflow_v1_RotateHookTokenRequest, RotateHookTokenRequest__Output as _neighbourhood_workflow_v1_RotateHookTokenRequest__Output } from '../../../neighbourhood/workflow/v1/RotateHookTokenRequest.ts';
import type { RotateHookTokenResponse as _neighbourhood_workflow_v1_RotateHookTokenResponse, RotateHookTokenResponse__Output as _neighbourhood_workflow_v1_RotateHookTokenResponse__Output } from '../../../neighbourhood/workflow/v1/RotateHookTokenResponse.ts';
import type { StartBulkOperationRequest as _neighbourhood_workflow_v1_StartBulkOperationRequest, StartBulkOperationRequest__Output as _neighbourhood_workflow_v1_StartBulkOperationRequest__Output } from '../../../neighbourhood/workflow/v1/StartBulkOperationRequest.ts';
import type { StartBulkOperationResponse as _neighbourhood_workflow_v1_StartBulkOperationResponse, StartBulkOperationResponse__Output as _neighbourhood_workflow_v1_StartBulkOperationResponse__Output } from '../../../neighbourhood/workflow/v1/StartBulkOperationResponse.ts';
import type { SuspendExecutionRequest as _neighbourhood_workflow_v1_SuspendExecutionRequest, SuspendExecutionRequest__Output as _neighbourhood_workflow_v1_SuspendExecutionRequest__Output } from '../../../neighbourhood/workflow/v1/SuspendExecutionRequest.ts';
import type { SuspendExecutionResponse as _neighbourhood_workflow_v1_SuspendExecutionResponse, SuspendExecutionResponse__Output as _neighbourhood_workflow_v1_SuspendExecutionResponse__Output } from '../../../neighbourhood/workflow/v1/SuspendExecutionResponse.ts';
import type { UpdateWorkflowRequest as _neighbourhood_workflow_v1_UpdateWorkflowRequest, UpdateWorkflowRequest__Output as _neighbourhood_workflow_v1_UpdateWorkflowRequest__Output } from '../../../neighbourhood/workflow/v1/UpdateWorkflowRequest.ts';
import type { UpdateWorkflowResponse as _neighbourhood_workflow_v1_UpdateWorkflowResponse, UpdateWorkflowResponse__Output as _neighbourhood_workflow_v1_UpdateWorkflowResponse__Output } from '../../../neighbourhood/workflow/v1/UpdateWorkflowResponse.ts';
import type { ValidateWorkflowRequest as _neighbourhood_workflow_v1_ValidateWorkflowRequest, ValidateWorkflowRequest__Output as _neighbourhood_workflow_v1_ValidateWorkflowRequest__Output } from '../../../neighbourhood/workflow/v1/ValidateWorkflowRequest.ts';
import type { ValidateWorkflowResponse as _neighbourhood_workflow_v1_ValidateWorkflowResponse, ValidateWorkflowResponse__Output as _neighbourhood_workflow_v1_ValidateWorkflowResponse__Output } from '../../../neighbourhood/workflow/v1/ValidateWorkflowResponse.ts';
import type { Workflow as _neighbourhood_workflow_v1_Workflow, Workflow__Output as _neighbourhood_workflow_v1_Workflow__Output } from '../../../neighbourhood/workflow/v1/Workflow.ts';

/**
 * WorkflowService owns definitions in the CNCF Serverless Workflow DSL and runs them durably.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `WORKFLOW.NOT_FOUND` and
 * `EXECUTION.NOT_FOUND` (NOT_FOUND) from every method that names one.
 */
export interface WorkflowServiceClient extends grpc.Client {
  /**
   * CancelExecution ends a run; a run that has ended stays as it is (`workflow:execute`).
   * Errors: `EXECUTION.ENDED` (FAILED_PRECONDITION) when it ended otherwise.
   */
  CancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  CancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  CancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  CancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * CancelExecution ends a run; a run that has ended stays as it is (`workflow:execute`).
   * Errors: `EXECUTION.ENDED` (FAILED_PRECONDITION) when it ended otherwise.
   */
  cancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  cancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  cancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  cancelExecution(argument: _neighbourhood_workflow_v1_CancelExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CancelExecutionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * CreateHook makes an address for messages from outside, and shows its token and secret this one time
   * (`workflow:write`). Errors: `HOOK.EXISTS` (ALREADY_EXISTS) for a path that is taken, `EVENT.TYPE_RESERVED`
   * (INVALID_ARGUMENT), `HOOK.LIMIT_REACHED` (FAILED_PRECONDITION).
   */
  CreateHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  CreateHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  CreateHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  CreateHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * CreateHook makes an address for messages from outside, and shows its token and secret this one time
   * (`workflow:write`). Errors: `HOOK.EXISTS` (ALREADY_EXISTS) for a path that is taken, `EVENT.TYPE_RESERVED`
   * (INVALID_ARGUMENT), `HOOK.LIMIT_REACHED` (FAILED_PRECONDITION).
   */
  createHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  createHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  createHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  createHook(argument: _neighbourhood_workflow_v1_CreateHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateHookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * CreateWorkflow stores a new definition (`workflow:write`).
   * Errors: `WORKFLOW.INVALID` (INVALID_ARGUMENT, with paths), `WORKFLOW.EXISTS` (ALREADY_EXISTS) for a
   * namespace, name and version that exist.
   */
  CreateWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  CreateWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  CreateWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  CreateWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  /**
   * CreateWorkflow stores a new definition (`workflow:write`).
   * Errors: `WORKFLOW.INVALID` (INVALID_ARGUMENT, with paths), `WORKFLOW.EXISTS` (ALREADY_EXISTS) for a
   * namespace, name and version that exist.
   */
  createWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  createWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  createWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  createWorkflow(argument: _neighbourhood_workflow_v1_CreateWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_CreateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * DecideApproval decides for good, for whoever has the link; the first decision counts, and becomes an event of the
   * workspace. Errors: `APPROVAL.NOT_FOUND` (NOT_FOUND), `APPROVAL.DECIDED`, `APPROVAL.EXPIRED`,
   * `APPROVAL.WITHDRAWN` (FAILED_PRECONDITION).
   */
  DecideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  DecideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  DecideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  DecideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  /**
   * DecideApproval decides for good, for whoever has the link; the first decision counts, and becomes an event of the
   * workspace. Errors: `APPROVAL.NOT_FOUND` (NOT_FOUND), `APPROVAL.DECIDED`, `APPROVAL.EXPIRED`,
   * `APPROVAL.WITHDRAWN` (FAILED_PRECONDITION).
   */
  decideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  decideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  decideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  decideApproval(argument: _neighbourhood_workflow_v1_DecideApprovalRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DecideApprovalResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * DeleteHook removes a hook; nothing is received there any more (`workflow:delete`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND).
   */
  DeleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  DeleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  DeleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  DeleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * DeleteHook removes a hook; nothing is received there any more (`workflow:delete`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND).
   */
  deleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  deleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  deleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  deleteHook(argument: _neighbourhood_workflow_v1_DeleteHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteHookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * DeleteWorkflow removes a definition; its runs stay and end (`workflow:delete`).
   */
  DeleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  DeleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  DeleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  DeleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  /**
   * DeleteWorkflow removes a definition; its runs stay and end (`workflow:delete`).
   */
  deleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  deleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  deleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  deleteWorkflow(argument: _neighbourhood_workflow_v1_DeleteWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ExecuteWorkflow starts a run and returns at once, or after `wait_seconds` (`workflow:execute`).
   * Errors: `WORKFLOW.INVALID_INPUT` (INVALID_ARGUMENT) against the definition's input schema.
   */
  ExecuteWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  ExecuteWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  ExecuteWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  ExecuteWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ExecuteWorkflow starts a run and returns at once, or after `wait_seconds` (`workflow:execute`).
   * Errors: `WORKFLOW.INVALID_INPUT` (INVALID_ARGUMENT) against the definition's input schema.
   */
  executeWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  executeWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  executeWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  executeWorkflow(argument: _neighbourhood_workflow_v1_ExecuteWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetApproval shows what the link of an approval is about, to whoever has it.
   * Errors: `APPROVAL.NOT_FOUND` (NOT_FOUND).
   */
  GetApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  GetApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  GetApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  GetApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetApproval shows what the link of an approval is about, to whoever has it.
   * Errors: `APPROVAL.NOT_FOUND` (NOT_FOUND).
   */
  getApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  getApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  getApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  getApproval(argument: _neighbourhood_workflow_v1_GetApprovalRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetApprovalResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetBulkOperation tells how far one is (`workflow:read`). Errors: `BULK.NOT_FOUND` (NOT_FOUND).
   */
  GetBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  GetBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  GetBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  GetBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetBulkOperation tells how far one is (`workflow:read`). Errors: `BULK.NOT_FOUND` (NOT_FOUND).
   */
  getBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  getBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  getBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  getBulkOperation(argument: _neighbourhood_workflow_v1_GetBulkOperationRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetExecutionGraph draws a run (`workflow:read`).
   */
  GetExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  GetExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  GetExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  GetExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetExecutionGraph draws a run (`workflow:read`).
   */
  getExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  getExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  getExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  getExecutionGraph(argument: _neighbourhood_workflow_v1_GetExecutionGraphRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetExecutionStatus returns a run as a whole (`workflow:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  GetExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  GetExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  GetExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  /**
   * GetExecutionStatus returns a run as a whole (`workflow:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  getExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  getExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  getExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  getExecutionStatus(argument: _neighbourhood_workflow_v1_ExecutionStatusRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ExecutionStatus__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetHook returns a hook without token and secret (`workflow:read`). Errors: `HOOK.NOT_FOUND` (NOT_FOUND).
   */
  GetHook(argument: _neighbourhood_workflow_v1_GetHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  GetHook(argument: _neighbourhood_workflow_v1_GetHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  GetHook(argument: _neighbourhood_workflow_v1_GetHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  GetHook(argument: _neighbourhood_workflow_v1_GetHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetHook returns a hook without token and secret (`workflow:read`). Errors: `HOOK.NOT_FOUND` (NOT_FOUND).
   */
  getHook(argument: _neighbourhood_workflow_v1_GetHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  getHook(argument: _neighbourhood_workflow_v1_GetHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  getHook(argument: _neighbourhood_workflow_v1_GetHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  getHook(argument: _neighbourhood_workflow_v1_GetHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetHookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetWorkflow returns a definition with its document (`workflow:read`).
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  GetWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  GetWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  GetWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  /**
   * GetWorkflow returns a definition with its document (`workflow:read`).
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  getWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  getWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  getWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  getWorkflow(argument: _neighbourhood_workflow_v1_GetWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_Workflow__Output>): grpc.ClientUnaryCall;
  
  /**
   * GetWorkflowGraph draws a definition (`workflow:read`).
   */
  GetWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  GetWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  GetWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  GetWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  /**
   * GetWorkflowGraph draws a definition (`workflow:read`).
   */
  getWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  getWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  getWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  getWorkflowGraph(argument: _neighbourhood_workflow_v1_GetWorkflowGraphRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListExecutionTasks lists the tasks of a run in start order (`workflow:read`).
   */
  ListExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  ListExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  ListExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  ListExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListExecutionTasks lists the tasks of a run in start order (`workflow:read`).
   */
  listExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  listExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  listExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  listExecutionTasks(argument: _neighbourhood_workflow_v1_ListExecutionTasksRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListExecutions lists runs without input and output, newest first (`workflow:read`).
   */
  ListExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  ListExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  ListExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  ListExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListExecutions lists runs without input and output, newest first (`workflow:read`).
   */
  listExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  listExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  listExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  listExecutions(argument: _neighbourhood_workflow_v1_ListExecutionsRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListExecutionsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListHooks lists hooks without tokens and secrets, newest first (`workflow:read`).
   */
  ListHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  ListHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  ListHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  ListHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListHooks lists hooks without tokens and secrets, newest first (`workflow:read`).
   */
  listHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  listHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  listHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  listHooks(argument: _neighbourhood_workflow_v1_ListHooksRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListHooksResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ListWorkflows lists definitions without their documents, newest first (`workflow:read`).
   */
  ListWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  ListWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  ListWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  ListWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ListWorkflows lists definitions without their documents, newest first (`workflow:read`).
   */
  listWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  listWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  listWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  listWorkflows(argument: _neighbourhood_workflow_v1_ListWorkflowsRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ListWorkflowsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * PublishEvent publishes a tenant's own CloudEvent, which starts and wakes workflows (`workflow:execute`).
   * Errors: `EVENT.TYPE_RESERVED` (INVALID_ARGUMENT).
   */
  PublishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  PublishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  PublishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  PublishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  /**
   * PublishEvent publishes a tenant's own CloudEvent, which starts and wakes workflows (`workflow:execute`).
   * Errors: `EVENT.TYPE_RESERVED` (INVALID_ARGUMENT).
   */
  publishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  publishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  publishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  publishEvent(argument: _neighbourhood_workflow_v1_PublishEventRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_PublishEventResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ReceiveHook takes a message from anybody who proves by token or signature that they may send it, and makes it
   * an event of the hook's workspace. Errors: `HOOK.UNAUTHENTICATED` (UNAUTHENTICATED) whatever was wrong,
   * `REQUEST.MALFORMED`, `REQUEST.TOO_LARGE`, `REQUEST.UNSUPPORTED_MEDIA_TYPE` (INVALID_ARGUMENT).
   */
  ReceiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  ReceiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  ReceiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  ReceiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ReceiveHook takes a message from anybody who proves by token or signature that they may send it, and makes it
   * an event of the hook's workspace. Errors: `HOOK.UNAUTHENTICATED` (UNAUTHENTICATED) whatever was wrong,
   * `REQUEST.MALFORMED`, `REQUEST.TOO_LARGE`, `REQUEST.UNSUPPORTED_MEDIA_TYPE` (INVALID_ARGUMENT).
   */
  receiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  receiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  receiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  receiveHook(argument: _neighbourhood_workflow_v1_ReceiveHookRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ReceiveHookResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RerunExecution starts a new run of an ended one, from its begin or from a task (`workflow:execute`).
   * Errors: `EXECUTION.NOT_FOUND`, `WORKFLOW.NOT_FOUND` (NOT_FOUND), `EXECUTION.NOT_ENDED` (ALREADY_EXISTS), `REQUEST.INVALID` (INVALID_ARGUMENT).
   */
  RerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  RerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  RerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  RerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RerunExecution starts a new run of an ended one, from its begin or from a task (`workflow:execute`).
   * Errors: `EXECUTION.NOT_FOUND`, `WORKFLOW.NOT_FOUND` (NOT_FOUND), `EXECUTION.NOT_ENDED` (ALREADY_EXISTS), `REQUEST.INVALID` (INVALID_ARGUMENT).
   */
  rerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  rerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  rerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  rerunExecution(argument: _neighbourhood_workflow_v1_RerunExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RerunExecutionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ResumeExecution lets a suspended run go on (`workflow:execute`).
   * Errors: `EXECUTION.NOT_SUSPENDED` (FAILED_PRECONDITION).
   */
  ResumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  ResumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  ResumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  ResumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ResumeExecution lets a suspended run go on (`workflow:execute`).
   * Errors: `EXECUTION.NOT_SUSPENDED` (FAILED_PRECONDITION).
   */
  resumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  resumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  resumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  resumeExecution(argument: _neighbourhood_workflow_v1_ResumeExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ResumeExecutionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RotateHookSecret makes a new secret; the old one is good, too, during the overlap (`workflow:write`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND), `HOOK.CHANGED` (FAILED_PRECONDITION).
   */
  RotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  RotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  RotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  RotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RotateHookSecret makes a new secret; the old one is good, too, during the overlap (`workflow:write`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND), `HOOK.CHANGED` (FAILED_PRECONDITION).
   */
  rotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  rotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  rotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  rotateHookSecret(argument: _neighbourhood_workflow_v1_RotateHookSecretRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookSecretResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * RotateHookToken makes a new token; the old one is good, too, during the overlap (`workflow:write`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND), `HOOK.CHANGED` (FAILED_PRECONDITION).
   */
  RotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  RotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  RotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  RotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  /**
   * RotateHookToken makes a new token; the old one is good, too, during the overlap (`workflow:write`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND), `HOOK.CHANGED` (FAILED_PRECONDITION).
   */
  rotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  rotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  rotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  rotateHookToken(argument: _neighbourhood_workflow_v1_RotateHookTokenRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_RotateHookTokenResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * StartBulkOperation does the same to many runs, in the background (`workflow:execute`).
   * Errors: `BULK.TOO_MANY` (FAILED_PRECONDITION) while the workspace has too many at work.
   */
  StartBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  StartBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  StartBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  StartBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * StartBulkOperation does the same to many runs, in the background (`workflow:execute`).
   * Errors: `BULK.TOO_MANY` (FAILED_PRECONDITION) while the workspace has too many at work.
   */
  startBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  startBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  startBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  startBulkOperation(argument: _neighbourhood_workflow_v1_StartBulkOperationRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_StartBulkOperationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * SuspendExecution holds a run before its next task (`workflow:execute`).
   * Errors: `EXECUTION.ENDED` (FAILED_PRECONDITION).
   */
  SuspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  SuspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  SuspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  SuspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  /**
   * SuspendExecution holds a run before its next task (`workflow:execute`).
   * Errors: `EXECUTION.ENDED` (FAILED_PRECONDITION).
   */
  suspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  suspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  suspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  suspendExecution(argument: _neighbourhood_workflow_v1_SuspendExecutionRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_SuspendExecutionResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * UpdateWorkflow stores a new version of a definition (`workflow:write`). Errors: as CreateWorkflow, and
   * `WORKFLOW.RENAMED` (INVALID_ARGUMENT) when namespace or name differ.
   */
  UpdateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  UpdateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  UpdateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  UpdateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  /**
   * UpdateWorkflow stores a new version of a definition (`workflow:write`). Errors: as CreateWorkflow, and
   * `WORKFLOW.RENAMED` (INVALID_ARGUMENT) when namespace or name differ.
   */
  updateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  updateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  updateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  updateWorkflow(argument: _neighbourhood_workflow_v1_UpdateWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * ValidateWorkflow checks a document without storing it (`workflow:read`); "invalid" is an answer.
   */
  ValidateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  ValidateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  ValidateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  ValidateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  /**
   * ValidateWorkflow checks a document without storing it (`workflow:read`); "invalid" is an answer.
   */
  validateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  validateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  validateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  validateWorkflow(argument: _neighbourhood_workflow_v1_ValidateWorkflowRequest, callback: grpc.requestCallback<_neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>): grpc.ClientUnaryCall;
  
}

/**
 * WorkflowService owns definitions in the CNCF Serverless Workflow DSL and runs them durably.
 * 
 * The workspace is the caller's. Errors are codes: `REQUEST.INVALID` for a malformed field and
 * `AUTH.FORBIDDEN` for a missing permission can come from every method; `WORKFLOW.NOT_FOUND` and
 * `EXECUTION.NOT_FOUND` (NOT_FOUND) from every method that names one.
 */
export interface WorkflowServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * CancelExecution ends a run; a run that has ended stays as it is (`workflow:execute`).
   * Errors: `EXECUTION.ENDED` (FAILED_PRECONDITION) when it ended otherwise.
   */
  CancelExecution: grpc.handleUnaryCall<_neighbourhood_workflow_v1_CancelExecutionRequest__Output, _neighbourhood_workflow_v1_CancelExecutionResponse>;
  
  /**
   * CreateHook makes an address for messages from outside, and shows its token and secret this one time
   * (`workflow:write`). Errors: `HOOK.EXISTS` (ALREADY_EXISTS) for a path that is taken, `EVENT.TYPE_RESERVED`
   * (INVALID_ARGUMENT), `HOOK.LIMIT_REACHED` (FAILED_PRECONDITION).
   */
  CreateHook: grpc.handleUnaryCall<_neighbourhood_workflow_v1_CreateHookRequest__Output, _neighbourhood_workflow_v1_CreateHookResponse>;
  
  /**
   * CreateWorkflow stores a new definition (`workflow:write`).
   * Errors: `WORKFLOW.INVALID` (INVALID_ARGUMENT, with paths), `WORKFLOW.EXISTS` (ALREADY_EXISTS) for a
   * namespace, name and version that exist.
   */
  CreateWorkflow: grpc.handleUnaryCall<_neighbourhood_workflow_v1_CreateWorkflowRequest__Output, _neighbourhood_workflow_v1_CreateWorkflowResponse>;
  
  /**
   * DecideApproval decides for good, for whoever has the link; the first decision counts, and becomes an event of the
   * workspace. Errors: `APPROVAL.NOT_FOUND` (NOT_FOUND), `APPROVAL.DECIDED`, `APPROVAL.EXPIRED`,
   * `APPROVAL.WITHDRAWN` (FAILED_PRECONDITION).
   */
  DecideApproval: grpc.handleUnaryCall<_neighbourhood_workflow_v1_DecideApprovalRequest__Output, _neighbourhood_workflow_v1_DecideApprovalResponse>;
  
  /**
   * DeleteHook removes a hook; nothing is received there any more (`workflow:delete`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND).
   */
  DeleteHook: grpc.handleUnaryCall<_neighbourhood_workflow_v1_DeleteHookRequest__Output, _neighbourhood_workflow_v1_DeleteHookResponse>;
  
  /**
   * DeleteWorkflow removes a definition; its runs stay and end (`workflow:delete`).
   */
  DeleteWorkflow: grpc.handleUnaryCall<_neighbourhood_workflow_v1_DeleteWorkflowRequest__Output, _neighbourhood_workflow_v1_DeleteWorkflowResponse>;
  
  /**
   * ExecuteWorkflow starts a run and returns at once, or after `wait_seconds` (`workflow:execute`).
   * Errors: `WORKFLOW.INVALID_INPUT` (INVALID_ARGUMENT) against the definition's input schema.
   */
  ExecuteWorkflow: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ExecuteWorkflowRequest__Output, _neighbourhood_workflow_v1_ExecuteWorkflowResponse>;
  
  /**
   * GetApproval shows what the link of an approval is about, to whoever has it.
   * Errors: `APPROVAL.NOT_FOUND` (NOT_FOUND).
   */
  GetApproval: grpc.handleUnaryCall<_neighbourhood_workflow_v1_GetApprovalRequest__Output, _neighbourhood_workflow_v1_GetApprovalResponse>;
  
  /**
   * GetBulkOperation tells how far one is (`workflow:read`). Errors: `BULK.NOT_FOUND` (NOT_FOUND).
   */
  GetBulkOperation: grpc.handleUnaryCall<_neighbourhood_workflow_v1_GetBulkOperationRequest__Output, _neighbourhood_workflow_v1_GetBulkOperationResponse>;
  
  /**
   * GetExecutionGraph draws a run (`workflow:read`).
   */
  GetExecutionGraph: grpc.handleUnaryCall<_neighbourhood_workflow_v1_GetExecutionGraphRequest__Output, _neighbourhood_workflow_v1_GetExecutionGraphResponse>;
  
  /**
   * GetExecutionStatus returns a run as a whole (`workflow:read`).
   * buf:lint:ignore RPC_REQUEST_STANDARD_NAME the original architecture's name
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetExecutionStatus: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ExecutionStatusRequest__Output, _neighbourhood_workflow_v1_ExecutionStatus>;
  
  /**
   * GetHook returns a hook without token and secret (`workflow:read`). Errors: `HOOK.NOT_FOUND` (NOT_FOUND).
   */
  GetHook: grpc.handleUnaryCall<_neighbourhood_workflow_v1_GetHookRequest__Output, _neighbourhood_workflow_v1_GetHookResponse>;
  
  /**
   * GetWorkflow returns a definition with its document (`workflow:read`).
   * buf:lint:ignore RPC_RESPONSE_STANDARD_NAME the original architecture's name
   */
  GetWorkflow: grpc.handleUnaryCall<_neighbourhood_workflow_v1_GetWorkflowRequest__Output, _neighbourhood_workflow_v1_Workflow>;
  
  /**
   * GetWorkflowGraph draws a definition (`workflow:read`).
   */
  GetWorkflowGraph: grpc.handleUnaryCall<_neighbourhood_workflow_v1_GetWorkflowGraphRequest__Output, _neighbourhood_workflow_v1_GetWorkflowGraphResponse>;
  
  /**
   * ListExecutionTasks lists the tasks of a run in start order (`workflow:read`).
   */
  ListExecutionTasks: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ListExecutionTasksRequest__Output, _neighbourhood_workflow_v1_ListExecutionTasksResponse>;
  
  /**
   * ListExecutions lists runs without input and output, newest first (`workflow:read`).
   */
  ListExecutions: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ListExecutionsRequest__Output, _neighbourhood_workflow_v1_ListExecutionsResponse>;
  
  /**
   * ListHooks lists hooks without tokens and secrets, newest first (`workflow:read`).
   */
  ListHooks: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ListHooksRequest__Output, _neighbourhood_workflow_v1_ListHooksResponse>;
  
  /**
   * ListWorkflows lists definitions without their documents, newest first (`workflow:read`).
   */
  ListWorkflows: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ListWorkflowsRequest__Output, _neighbourhood_workflow_v1_ListWorkflowsResponse>;
  
  /**
   * PublishEvent publishes a tenant's own CloudEvent, which starts and wakes workflows (`workflow:execute`).
   * Errors: `EVENT.TYPE_RESERVED` (INVALID_ARGUMENT).
   */
  PublishEvent: grpc.handleUnaryCall<_neighbourhood_workflow_v1_PublishEventRequest__Output, _neighbourhood_workflow_v1_PublishEventResponse>;
  
  /**
   * ReceiveHook takes a message from anybody who proves by token or signature that they may send it, and makes it
   * an event of the hook's workspace. Errors: `HOOK.UNAUTHENTICATED` (UNAUTHENTICATED) whatever was wrong,
   * `REQUEST.MALFORMED`, `REQUEST.TOO_LARGE`, `REQUEST.UNSUPPORTED_MEDIA_TYPE` (INVALID_ARGUMENT).
   */
  ReceiveHook: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ReceiveHookRequest__Output, _neighbourhood_workflow_v1_ReceiveHookResponse>;
  
  /**
   * RerunExecution starts a new run of an ended one, from its begin or from a task (`workflow:execute`).
   * Errors: `EXECUTION.NOT_FOUND`, `WORKFLOW.NOT_FOUND` (NOT_FOUND), `EXECUTION.NOT_ENDED` (ALREADY_EXISTS), `REQUEST.INVALID` (INVALID_ARGUMENT).
   */
  RerunExecution: grpc.handleUnaryCall<_neighbourhood_workflow_v1_RerunExecutionRequest__Output, _neighbourhood_workflow_v1_RerunExecutionResponse>;
  
  /**
   * ResumeExecution lets a suspended run go on (`workflow:execute`).
   * Errors: `EXECUTION.NOT_SUSPENDED` (FAILED_PRECONDITION).
   */
  ResumeExecution: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ResumeExecutionRequest__Output, _neighbourhood_workflow_v1_ResumeExecutionResponse>;
  
  /**
   * RotateHookSecret makes a new secret; the old one is good, too, during the overlap (`workflow:write`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND), `HOOK.CHANGED` (FAILED_PRECONDITION).
   */
  RotateHookSecret: grpc.handleUnaryCall<_neighbourhood_workflow_v1_RotateHookSecretRequest__Output, _neighbourhood_workflow_v1_RotateHookSecretResponse>;
  
  /**
   * RotateHookToken makes a new token; the old one is good, too, during the overlap (`workflow:write`).
   * Errors: `HOOK.NOT_FOUND` (NOT_FOUND), `HOOK.CHANGED` (FAILED_PRECONDITION).
   */
  RotateHookToken: grpc.handleUnaryCall<_neighbourhood_workflow_v1_RotateHookTokenRequest__Output, _neighbourhood_workflow_v1_RotateHookTokenResponse>;
  
  /**
   * StartBulkOperation does the same to many runs, in the background (`workflow:execute`).
   * Errors: `BULK.TOO_MANY` (FAILED_PRECONDITION) while the workspace has too many at work.
   */
  StartBulkOperation: grpc.handleUnaryCall<_neighbourhood_workflow_v1_StartBulkOperationRequest__Output, _neighbourhood_workflow_v1_StartBulkOperationResponse>;
  
  /**
   * SuspendExecution holds a run before its next task (`workflow:execute`).
   * Errors: `EXECUTION.ENDED` (FAILED_PRECONDITION).
   */
  SuspendExecution: grpc.handleUnaryCall<_neighbourhood_workflow_v1_SuspendExecutionRequest__Output, _neighbourhood_workflow_v1_SuspendExecutionResponse>;
  
  /**
   * UpdateWorkflow stores a new version of a definition (`workflow:write`). Errors: as CreateWorkflow, and
   * `WORKFLOW.RENAMED` (INVALID_ARGUMENT) when namespace or name differ.
   */
  UpdateWorkflow: grpc.handleUnaryCall<_neighbourhood_workflow_v1_UpdateWorkflowRequest__Output, _neighbourhood_workflow_v1_UpdateWorkflowResponse>;
  
  /**
   * ValidateWorkflow checks a document without storing it (`workflow:read`); "invalid" is an answer.
   */
  ValidateWorkflow: grpc.handleUnaryCall<_neighbourhood_workflow_v1_ValidateWorkflowRequest__Output, _neighbourhood_workflow_v1_ValidateWorkflowResponse>;
  
}

export interface WorkflowServiceDefinition extends grpc.ServiceDefinition {
  CancelExecution: MethodDefinition<_neighbourhood_workflow_v1_CancelExecutionRequest, _neighbourhood_workflow_v1_CancelExecutionResponse, _neighbourhood_workflow_v1_CancelExecutionRequest__Output, _neighbourhood_workflow_v1_CancelExecutionResponse__Output>
  CreateHook: MethodDefinition<_neighbourhood_workflow_v1_CreateHookRequest, _neighbourhood_workflow_v1_CreateHookResponse, _neighbourhood_workflow_v1_CreateHookRequest__Output, _neighbourhood_workflow_v1_CreateHookResponse__Output>
  CreateWorkflow: MethodDefinition<_neighbourhood_workflow_v1_CreateWorkflowRequest, _neighbourhood_workflow_v1_CreateWorkflowResponse, _neighbourhood_workflow_v1_CreateWorkflowRequest__Output, _neighbourhood_workflow_v1_CreateWorkflowResponse__Output>
  DecideApproval: MethodDefinition<_neighbourhood_workflow_v1_DecideApprovalRequest, _neighbourhood_workflow_v1_DecideApprovalResponse, _neighbourhood_workflow_v1_DecideApprovalRequest__Output, _neighbourhood_workflow_v1_DecideApprovalResponse__Output>
  DeleteHook: MethodDefinition<_neighbourhood_workflow_v1_DeleteHookRequest, _neighbourhood_workflow_v1_DeleteHookResponse, _neighbourhood_workflow_v1_DeleteHookRequest__Output, _neighbourhood_workflow_v1_DeleteHookResponse__Output>
  DeleteWorkflow: MethodDefinition<_neighbourhood_workflow_v1_DeleteWorkflowRequest, _neighbourhood_workflow_v1_DeleteWorkflowResponse, _neighbourhood_workflow_v1_DeleteWorkflowRequest__Output, _neighbourhood_workflow_v1_DeleteWorkflowResponse__Output>
  ExecuteWorkflow: MethodDefinition<_neighbourhood_workflow_v1_ExecuteWorkflowRequest, _neighbourhood_workflow_v1_ExecuteWorkflowResponse, _neighbourhood_workflow_v1_ExecuteWorkflowRequest__Output, _neighbourhood_workflow_v1_ExecuteWorkflowResponse__Output>
  GetApproval: MethodDefinition<_neighbourhood_workflow_v1_GetApprovalRequest, _neighbourhood_workflow_v1_GetApprovalResponse, _neighbourhood_workflow_v1_GetApprovalRequest__Output, _neighbourhood_workflow_v1_GetApprovalResponse__Output>
  GetBulkOperation: MethodDefinition<_neighbourhood_workflow_v1_GetBulkOperationRequest, _neighbourhood_workflow_v1_GetBulkOperationResponse, _neighbourhood_workflow_v1_GetBulkOperationRequest__Output, _neighbourhood_workflow_v1_GetBulkOperationResponse__Output>
  GetExecutionGraph: MethodDefinition<_neighbourhood_workflow_v1_GetExecutionGraphRequest, _neighbourhood_workflow_v1_GetExecutionGraphResponse, _neighbourhood_workflow_v1_GetExecutionGraphRequest__Output, _neighbourhood_workflow_v1_GetExecutionGraphResponse__Output>
  GetExecutionStatus: MethodDefinition<_neighbourhood_workflow_v1_ExecutionStatusRequest, _neighbourhood_workflow_v1_ExecutionStatus, _neighbourhood_workflow_v1_ExecutionStatusRequest__Output, _neighbourhood_workflow_v1_ExecutionStatus__Output>
  GetHook: MethodDefinition<_neighbourhood_workflow_v1_GetHookRequest, _neighbourhood_workflow_v1_GetHookResponse, _neighbourhood_workflow_v1_GetHookRequest__Output, _neighbourhood_workflow_v1_GetHookResponse__Output>
  GetWorkflow: MethodDefinition<_neighbourhood_workflow_v1_GetWorkflowRequest, _neighbourhood_workflow_v1_Workflow, _neighbourhood_workflow_v1_GetWorkflowRequest__Output, _neighbourhood_workflow_v1_Workflow__Output>
  GetWorkflowGraph: MethodDefinition<_neighbourhood_workflow_v1_GetWorkflowGraphRequest, _neighbourhood_workflow_v1_GetWorkflowGraphResponse, _neighbourhood_workflow_v1_GetWorkflowGraphRequest__Output, _neighbourhood_workflow_v1_GetWorkflowGraphResponse__Output>
  ListExecutionTasks: MethodDefinition<_neighbourhood_workflow_v1_ListExecutionTasksRequest, _neighbourhood_workflow_v1_ListExecutionTasksResponse, _neighbourhood_workflow_v1_ListExecutionTasksRequest__Output, _neighbourhood_workflow_v1_ListExecutionTasksResponse__Output>
  ListExecutions: MethodDefinition<_neighbourhood_workflow_v1_ListExecutionsRequest, _neighbourhood_workflow_v1_ListExecutionsResponse, _neighbourhood_workflow_v1_ListExecutionsRequest__Output, _neighbourhood_workflow_v1_ListExecutionsResponse__Output>
  ListHooks: MethodDefinition<_neighbourhood_workflow_v1_ListHooksRequest, _neighbourhood_workflow_v1_ListHooksResponse, _neighbourhood_workflow_v1_ListHooksRequest__Output, _neighbourhood_workflow_v1_ListHooksResponse__Output>
  ListWorkflows: MethodDefinition<_neighbourhood_workflow_v1_ListWorkflowsRequest, _neighbourhood_workflow_v1_ListWorkflowsResponse, _neighbourhood_workflow_v1_ListWorkflowsRequest__Output, _neighbourhood_workflow_v1_ListWorkflowsResponse__Output>
  PublishEvent: MethodDefinition<_neighbourhood_workflow_v1_PublishEventRequest, _neighbourhood_workflow_v1_PublishEventResponse, _neighbourhood_workflow_v1_PublishEventRequest__Output, _neighbourhood_workflow_v1_PublishEventResponse__Output>
  ReceiveHook: MethodDefinition<_neighbourhood_workflow_v1_ReceiveHookRequest, _neighbourhood_workflow_v1_ReceiveHookResponse, _neighbourhood_workflow_v1_ReceiveHookRequest__Output, _neighbourhood_workflow_v1_ReceiveHookResponse__Output>
  RerunExecution: MethodDefinition<_neighbourhood_workflow_v1_RerunExecutionRequest, _neighbourhood_workflow_v1_RerunExecutionResponse, _neighbourhood_workflow_v1_RerunExecutionRequest__Output, _neighbourhood_workflow_v1_RerunExecutionResponse__Output>
  ResumeExecution: MethodDefinition<_neighbourhood_workflow_v1_ResumeExecutionRequest, _neighbourhood_workflow_v1_ResumeExecutionResponse, _neighbourhood_workflow_v1_ResumeExecutionRequest__Output, _neighbourhood_workflow_v1_ResumeExecutionResponse__Output>
  RotateHookSecret: MethodDefinition<_neighbourhood_workflow_v1_RotateHookSecretRequest, _neighbourhood_workflow_v1_RotateHookSecretResponse, _neighbourhood_workflow_v1_RotateHookSecretRequest__Output, _neighbourhood_workflow_v1_RotateHookSecretResponse__Output>
  RotateHookToken: MethodDefinition<_neighbourhood_workflow_v1_RotateHookTokenRequest, _neighbourhood_workflow_v1_RotateHookTokenResponse, _neighbourhood_workflow_v1_RotateHookTokenRequest__Output, _neighbourhood_workflow_v1_RotateHookTokenResponse__Output>
  StartBulkOperation: MethodDefinition<_neighbourhood_workflow_v1_StartBulkOperationRequest, _neighbourhood_workflow_v1_StartBulkOperationResponse, _neighbourhood_workflow_v1_StartBulkOperationRequest__Output, _neighbourhood_workflow_v1_StartBulkOperationResponse__Output>
  SuspendExecution: MethodDefinition<_neighbourhood_workflow_v1_SuspendExecutionRequest, _neighbourhood_workflow_v1_SuspendExecutionResponse, _neighbourhood_workflow_v1_SuspendExecutionRequest__Output, _neighbourhood_workflow_v1_SuspendExecutionResponse__Output>
  UpdateWorkflow: MethodDefinition<_neighbourhood_workflow_v1_UpdateWorkflowRequest, _neighbourhood_workflow_v1_UpdateWorkflowResponse, _neighbourhood_workflow_v1_UpdateWorkflowRequest__Output, _neighbourhood_workflow_v1_UpdateWorkflowResponse__Output>
  ValidateWorkflow: MethodDefinition<_neighbourhood_workflow_v1_ValidateWorkflowRequest, _neighbourhood_workflow_v1_ValidateWorkflowResponse, _neighbourhood_workflow_v1_ValidateWorkflowRequest__Output, _neighbourhood_workflow_v1_ValidateWorkflowResponse__Output>
}
