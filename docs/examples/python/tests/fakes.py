"""Fakes by hand."""

from __future__ import annotations

import json

from dapr.proto.runtime.v1.appcallback_pb2 import TopicEventRequest
from neighbourhood.consent.v1.consents_pb2 import CONSENT_STATUS_ACTIVE, Consent
from neighbourhood.workflow.v1.executions_pb2 import (
    EXECUTION_STATE_COMPLETED,
    ExecuteWorkflowRequest,
    ExecuteWorkflowResponse,
    ExecutionStatus,
)

from welcome.events import Event

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
GRANTED = {"workspaceId": "wsp_1", "consentId": "cns_1", "endUserId": "ada", "provider": "sandbox"}


def delivery(
    data: object = GRANTED, kind: str = "consent.granted", event_id: str = "evt_1"
) -> TopicEventRequest:
    """Make what the sidecar would deliver."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    request = TopicEventRequest(id=event_id, type=kind, data=raw, topic="consent.events")
    request.extensions.update({"workspaceid": "wsp_1", "traceparent": TRACEPARENT})
    return request


class FakeInbox:
    """FakeInbox is a set of keys."""

    def __init__(self) -> None:
        """Begin empty."""
        self.keys: set[str] = set()

    def exists(self, key: str) -> bool:
        """Look."""
        return key in self.keys

    def remember(self, key: str, seconds: int) -> None:
        """Add."""
        assert seconds > 0
        self.keys.add(key)


class FakeServices:
    """FakeServices answers as the platform would when all is well."""

    def __init__(self) -> None:
        """Begin with an active consent and a run that ends at once."""
        self.found: Consent | None = Consent(
            id="cns_1", end_user_id="ada", provider="sandbox", status=CONSENT_STATUS_ACTIVE
        )
        self.ended = True
        self.runs: list[ExecuteWorkflowRequest] = []

    def consent(self, event: Event, consent_id: str) -> Consent | None:
        """Give the one consent."""
        assert (event.workspace_id, consent_id) == ("wsp_1", "cns_1")
        return self.found

    def workflow(self, event: Event, namespace: str, name: str, document: str) -> str:
        """Give an id made of the name."""
        assert event.workspace_id == "wsp_1"
        assert f"name: '{name}'" in document
        return f"wfl_{namespace}_{name}"

    def execute(self, event: Event, request: ExecuteWorkflowRequest) -> ExecuteWorkflowResponse:
        """Note the run."""
        assert event.workspace_id == "wsp_1"
        assert 0 < request.wait_seconds <= 25
        self.runs.append(request)
        execution = ExecutionStatus(id="exe_1", status=EXECUTION_STATE_COMPLETED)
        execution.output.struct_value.update({"greeting": "Welcome, ada"})
        return ExecuteWorkflowResponse(execution=execution, ended=self.ended)
