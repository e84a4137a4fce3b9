"""What the app is for: whoever gave a consent gets a welcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Protocol

from google.protobuf import json_format
from neighbourhood.consent.v1.consents_pb2 import CONSENT_STATUS_ACTIVE, Consent
from neighbourhood.events.v1.consent_events_pb2 import ConsentGranted
from neighbourhood.workflow.v1.executions_pb2 import (
    ExecuteWorkflowRequest,
    ExecuteWorkflowResponse,
    ExecutionState,
)

from welcome.events import Event, read

_NAMESPACE = "examples"
_DOCUMENT = Path(__file__).with_name("workflow.yaml").read_text(encoding="utf-8")
_WAIT_SECONDS = 10


class Services(Protocol):
    """Services is what a welcome needs of the platform."""

    def consent(self, event: Event, consent_id: str) -> Consent | None: ...
    def workflow(self, event: Event, namespace: str, name: str, document: str) -> str: ...
    def execute(self, event: Event, request: ExecuteWorkflowRequest) -> ExecuteWorkflowResponse: ...


class NotYetError(Exception):
    """NotYetError is raised for what a later delivery of the same event will find done."""


class Welcome:
    """Welcome runs a workflow for each end user who gave a consent, and tells how it ended."""

    def __init__(
        self, app_id: str, services: Services, publish: Callable[[str, Mapping[str, Any], str], None]
    ) -> None:
        """Take what it works with."""
        self._app_id = app_id
        self._services = services
        self._publish = publish

    def __call__(self, event: Event) -> None:
        """Handle `consent.granted`. Whatever is done twice, because the event came twice, has one effect."""
        granted = read(event, ConsentGranted)
        consent = self._services.consent(event, granted.consent_id)
        if consent is None or consent.status != CONSENT_STATUS_ACTIVE:
            return
        workflow_id = self._services.workflow(event, _NAMESPACE, self._app_id, self._document())
        request = ExecuteWorkflowRequest(
            workflow_id=workflow_id,
            end_user_id=consent.end_user_id,
            wait_seconds=_WAIT_SECONDS,
            # Keys are the workspace's: another app that hears the event must not use the same.
            idempotency_key=f"{event.id}.{self._app_id}",
        )
        request.input.struct_value.update({"endUserId": consent.end_user_id, "provider": consent.provider})
        run = self._services.execute(event, request)
        if not run.ended:
            message = f"{run.execution.id} has not ended yet"
            raise NotYetError(message)
        told = self._told(event, request.idempotency_key, granted, run)
        self._publish(f"{self._app_id}.events", told, event.traceparent)

    def _document(self) -> str:
        return _DOCUMENT.replace("{name}", self._app_id)

    def _told(
        self, event: Event, event_id: str, granted: ConsentGranted, run: ExecuteWorkflowResponse
    ) -> dict[str, Any]:
        """Make the event that tells of the welcome: the same one, id included, if this is done again."""
        execution = run.execution
        return {
            "specversion": "1.0",
            "id": event_id,
            "type": "welcome.ended",
            "source": f"/examples/{self._app_id}",
            "subject": execution.id,
            "time": datetime.now(timezone.utc).isoformat(),
            "datacontenttype": "application/json",
            "workspaceid": event.workspace_id,
            "data": {
                "workspaceId": event.workspace_id,
                "consentId": granted.consent_id,
                "endUserId": granted.end_user_id,
                "executionId": execution.id,
                "status": ExecutionState.Name(execution.status).removeprefix("EXECUTION_STATE_").lower(),
                "output": json_format.MessageToDict(execution.output),
            },
        }
