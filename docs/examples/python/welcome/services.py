"""Calls of the platform's services, through the sidecar."""

from __future__ import annotations

from typing import TypeVar

import grpc
from neighbourhood.consent.v1.consent_service_pb2_grpc import ConsentServiceStub
from neighbourhood.consent.v1.consents_pb2 import Consent, GetConsentRequest
from neighbourhood.workflow.v1.executions_pb2 import ExecuteWorkflowRequest, ExecuteWorkflowResponse
from neighbourhood.workflow.v1.workflow_service_pb2_grpc import WorkflowServiceStub
from neighbourhood.workflow.v1.workflows_pb2 import (
    DOCUMENT_FORMAT_YAML,
    CreateWorkflowRequest,
    ListWorkflowsRequest,
)

from welcome.errors import ServiceError, from_rpc_error
from welcome.events import Event
from welcome.identity import IdentitySigner
from welcome.sidecar import Sidecar
from welcome.trace import child_of

Request = TypeVar("Request")
Response = TypeVar("Response")

_PERMISSIONS = ("consent:read", "workflow:read", "workflow:write", "workflow:execute")
_TIMEOUT_SECONDS = 10.0


class Services:
    """Services calls with a deadline, the internal identity and the trace of the event at hand."""

    def __init__(self, sidecar: Sidecar, signer: IdentitySigner) -> None:
        """Share the sidecar's channel: it tells by `dapr-app-id` who is called."""
        self._sidecar = sidecar
        self._signer = signer
        self._consents = ConsentServiceStub(sidecar.channel)
        self._workflows = WorkflowServiceStub(sidecar.channel)

    def consent(self, event: Event, consent_id: str) -> Consent | None:
        """Look a consent up; None where there is none any more."""
        request = GetConsentRequest(consent_id=consent_id)
        try:
            return self._call("consent", self._consents.GetConsent, request, event).consent
        except ServiceError as error:
            if error.code == "CONSENT.NOT_FOUND":
                return None
            raise

    def workflow(self, event: Event, namespace: str, name: str, document: str) -> str:
        """Give the id of the workspace's definition of that name, made from the document if need be."""
        found = self._find_workflow(event, namespace, name)
        if found is not None:
            return found
        request = CreateWorkflowRequest(document=document, format=DOCUMENT_FORMAT_YAML)
        try:
            return self._call("workflow", self._workflows.CreateWorkflow, request, event).workflow.id
        except ServiceError as error:
            # Another replica was first.
            found = self._find_workflow(event, namespace, name) if error.code == "WORKFLOW.EXISTS" else None
            if found is None:
                raise
            return found

    def _find_workflow(self, event: Event, namespace: str, name: str) -> str | None:
        request = ListWorkflowsRequest(namespace=namespace, page_size=100)
        listed = self._call("workflow", self._workflows.ListWorkflows, request, event)
        return next((one.id for one in listed.workflows if one.name == name), None)

    def execute(self, event: Event, request: ExecuteWorkflowRequest) -> ExecuteWorkflowResponse:
        """Start a run, or find the one that was started under the key, and wait for its end."""
        timeout = request.wait_seconds + _TIMEOUT_SECONDS
        return self._call("workflow", self._workflows.ExecuteWorkflow, request, event, timeout)

    def _call(
        self,
        app: str,
        method: grpc.UnaryUnaryMultiCallable[Request, Response],
        request: Request,
        event: Event,
        timeout: float = _TIMEOUT_SECONDS,
    ) -> Response:
        token = self._signer.sign(event.workspace_id, _PERMISSIONS)
        metadata = (
            *self._sidecar.metadata_to(app),
            ("authorization", f"Bearer {token}"),
            ("traceparent", child_of(event.traceparent)),
            ("x-request-id", event.id),
        )
        try:
            return method(request, timeout=timeout, metadata=metadata)
        except grpc.RpcError as error:
            raise from_rpc_error(error, app) from error
