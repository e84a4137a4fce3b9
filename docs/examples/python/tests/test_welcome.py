from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from neighbourhood.consent.v1.consents_pb2 import CONSENT_STATUS_REVOKED

from tests.fakes import GRANTED, TRACEPARENT, FakeServices, delivery
from welcome.events import Event, MalformedEventError
from welcome.welcome import NotYetError, Welcome


def welcome(services: FakeServices, data: object = GRANTED) -> list[tuple[str, Mapping[str, Any], str]]:
    published: list[tuple[str, Mapping[str, Any], str]] = []
    handle = Welcome("welcome-python", services, lambda *given: published.append(given))
    handle(Event.of(delivery(data)))
    return published


def test_a_consent_starts_a_run_under_a_key_of_its_event_and_this_app() -> None:
    services = FakeServices()
    welcome(services)
    [run] = services.runs
    assert (run.idempotency_key, run.workflow_id) == ("evt_1.welcome-python", "wfl_examples_welcome-python")
    assert run.end_user_id == "ada"
    assert dict(run.input.struct_value) == {"endUserId": "ada", "provider": "sandbox"}


def test_the_end_of_the_run_is_told_in_the_trace_of_the_consent() -> None:
    [(topic, event, traceparent)] = welcome(FakeServices())
    assert (topic, traceparent) == ("welcome-python.events", TRACEPARENT)
    assert event["id"] == "evt_1.welcome-python"
    assert event["data"] == {
        "workspaceId": "wsp_1",
        "consentId": "cns_1",
        "endUserId": "ada",
        "executionId": "exe_1",
        "status": "completed",
        "output": {"greeting": "Welcome, ada"},
    }


def test_a_consent_that_is_gone_or_withdrawn_starts_nothing() -> None:
    services = FakeServices()
    assert services.found
    services.found.status = CONSENT_STATUS_REVOKED
    assert welcome(services) == []
    services.found = None
    assert welcome(services) == []
    assert services.runs == []


def test_a_run_that_takes_longer_is_waited_for_at_the_next_delivery() -> None:
    services = FakeServices()
    services.ended = False
    with pytest.raises(NotYetError, match="exe_1"):
        welcome(services)


def test_fields_that_are_newer_than_the_app_do_not_trouble_it() -> None:
    assert len(welcome(FakeServices(), {**GRANTED, "inventedLater": {"a": 1}})) == 1


@pytest.mark.parametrize("data", [b"{", b"\xff", {"consentId": 7}])
def test_data_that_is_not_what_the_schema_says_is_malformed(data: object) -> None:
    with pytest.raises(MalformedEventError, match="ConsentGranted"):
        welcome(FakeServices(), data)
