from __future__ import annotations

from unittest.mock import Mock

import grpc
import pytest
from dapr.proto.runtime.v1.appcallback_pb2 import TopicEventRequest, TopicEventResponse

from tests.fakes import FakeInbox, delivery
from welcome.consumer import Consumer
from welcome.errors import ServiceError
from welcome.events import Event, MalformedEventError


class Handler:
    """Handler notes events, and fails as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        if self.failures:
            raise self.failures.pop(0)


def consume(handler: Handler, *requests: TopicEventRequest, inbox: FakeInbox | None = None) -> list[str]:
    consumer = Consumer({"consent.granted": handler}, inbox or FakeInbox())
    answers = [consumer.OnTopicEvent(request, Mock(spec=grpc.ServicerContext)) for request in requests]
    return [TopicEventResponse.TopicEventResponseStatus.Name(answer.status) for answer in answers]


def test_an_event_reaches_the_handler_of_its_type_with_its_workspace_and_trace() -> None:
    handler = Handler()
    assert consume(handler, delivery()) == ["SUCCESS"]
    [event] = handler.events
    assert (event.id, event.workspace_id) == ("evt_1", "wsp_1")
    assert event.traceparent.startswith("00-0af7651916cd43dd8448eb211c80319c")


def test_an_event_that_comes_again_is_handled_once() -> None:
    handler = Handler()
    assert consume(handler, delivery(), delivery()) == ["SUCCESS", "SUCCESS"]
    assert len(handler.events) == 1


def test_a_type_that_nobody_here_knows_is_taken_and_left() -> None:
    handler, inbox = Handler(), FakeInbox()
    assert consume(handler, delivery(kind="consent.invented"), inbox=inbox) == ["SUCCESS"]
    assert handler.events == []
    assert inbox.keys == set()


def test_an_event_that_failed_is_asked_for_again_and_then_handled() -> None:
    handler = Handler(ConnectionError("sidecar gone"))
    assert consume(handler, delivery(), delivery()) == ["RETRY", "SUCCESS"]


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (grpc.StatusCode.UNAVAILABLE, "RETRY"),
        (grpc.StatusCode.DEADLINE_EXCEEDED, "RETRY"),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, "RETRY"),
        (grpc.StatusCode.ABORTED, "RETRY"),
        (grpc.StatusCode.INTERNAL, "RETRY"),
        (grpc.StatusCode.INVALID_ARGUMENT, "DROP"),
        (grpc.StatusCode.PERMISSION_DENIED, "DROP"),
        (grpc.StatusCode.FAILED_PRECONDITION, "DROP"),
    ],
)
def test_what_a_service_answered_decides_whether_trying_again_is_of_use(
    status: grpc.StatusCode, answer: str
) -> None:
    assert consume(Handler(ServiceError("SOME.CODE", "", status)), delivery()) == [answer]


def test_an_event_that_cannot_be_read_is_dropped_and_not_remembered() -> None:
    inbox = FakeInbox()
    assert consume(Handler(MalformedEventError("no JSON")), delivery(b"{"), inbox=inbox) == ["DROP"]
    assert inbox.keys == set()
