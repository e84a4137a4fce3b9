"""What the sidecar calls: events, and whether the app is well."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Protocol

import grpc
from dapr.proto.runtime.v1.appcallback_pb2 import (
    HealthCheckResponse,
    ListInputBindingsResponse,
    ListTopicSubscriptionsResponse,
    TopicEventRequest,
    TopicEventResponse,
)
from dapr.proto.runtime.v1.appcallback_pb2_grpc import AppCallbackHealthCheckServicer, AppCallbackServicer
from google.protobuf.empty_pb2 import Empty

from welcome.errors import ServiceError
from welcome.events import Event, MalformedEventError

log = logging.getLogger(__name__)

# Longer than any broker delivers an event again.
_REMEMBER_SECONDS = 7 * 24 * 3600


class Inbox(Protocol):
    """Inbox remembers the events that were handled."""

    def exists(self, key: str) -> bool: ...
    def remember(self, key: str, seconds: int) -> None: ...


class Consumer(AppCallbackServicer):
    """
    Consumer hands each event to the handler of its type.

    Events come at least once. What was handled is remembered after it was done, so nothing is lost when the
    app dies in between, and handlers do a thing once however often they are called with one event.
    """

    def __init__(self, handlers: Mapping[str, Callable[[Event], None]], inbox: Inbox) -> None:
        """Take handlers by type of event."""
        self._handlers = handlers
        self._inbox = inbox

    def OnTopicEvent(
        self,
        request: TopicEventRequest,
        context: grpc.ServicerContext,
    ) -> TopicEventResponse:
        """Answer SUCCESS, RETRY for what may go better later, or DROP, which makes it a dead letter."""
        event = Event.of(request)
        about = {"event": event.id, "type": event.type, "workspace": event.workspace_id}
        try:
            self._handle(event, about)
        except MalformedEventError as error:
            log.warning("dropped: %s", error, extra=about)
            return TopicEventResponse(status=TopicEventResponse.DROP)
        except ServiceError as error:
            verdict = "dropped" if error.for_good else "will be tried again"
            log.warning("%s: %s", verdict, error, extra=about)
            status = TopicEventResponse.DROP if error.for_good else TopicEventResponse.RETRY
            return TopicEventResponse(status=status)
        except Exception as error:
            # Nothing that goes wrong here makes the event wrong.
            log.warning("will be tried again: %r", error, extra=about)
            return TopicEventResponse(status=TopicEventResponse.RETRY)
        return TopicEventResponse(status=TopicEventResponse.SUCCESS)

    def _handle(self, event: Event, about: Mapping[str, str]) -> None:
        handle = self._handlers.get(event.type)
        if handle is None:
            log.debug("not for this app", extra=about)
            return
        key = f"event-{event.id}"
        if self._inbox.exists(key):
            log.info("seen before", extra=about)
            return
        handle(event)
        self._inbox.remember(key, _REMEMBER_SECONDS)
        log.info("handled", extra=about)

    def ListTopicSubscriptions(
        self,
        request: Empty,
        context: grpc.ServicerContext,
    ) -> ListTopicSubscriptionsResponse:
        """Tell of none: they are declared in components/subscriptions.yaml."""
        return ListTopicSubscriptionsResponse()

    def ListInputBindings(
        self,
        request: Empty,
        context: grpc.ServicerContext,
    ) -> ListInputBindingsResponse:
        """Tell of none."""
        return ListInputBindingsResponse()


class Health(AppCallbackHealthCheckServicer):
    """Health answers the sidecar, which holds events back while nobody does."""

    def HealthCheck(
        self,
        request: Empty,
        context: grpc.ServicerContext,
    ) -> HealthCheckResponse:
        """Say that the app is well: everything that it needs is behind the sidecar."""
        return HealthCheckResponse()
