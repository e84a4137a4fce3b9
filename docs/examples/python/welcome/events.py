"""What the sidecar delivers, read by the schemas of proto/neighbourhood/events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from dapr.proto.runtime.v1.appcallback_pb2 import TopicEventRequest
from google.protobuf import json_format
from google.protobuf.message import Message

Data = TypeVar("Data", bound="Message")


class MalformedEventError(Exception):
    """MalformedEventError is an event that no repetition makes readable."""


@dataclass(frozen=True)
class Event:
    """Event is the envelope, a CloudEvent; its data is read by the handler of its type."""

    # Consumers drop ids that they have seen.
    id: str
    # As `consent.granted`.
    type: str
    workspace_id: str
    # The trace of the change that it tells of.
    traceparent: str
    data: bytes

    @classmethod
    def of(cls, request: TopicEventRequest) -> Event:
        """Take what of the request matters here."""

        def extension(name: str) -> str:
            value = request.extensions.fields.get(name)
            return value.string_value if value else ""

        return cls(
            id=request.id,
            type=request.type,
            workspace_id=extension("workspaceid"),
            traceparent=extension("traceparent"),
            data=request.data,
        )


def read(event: Event, schema: type[Data]) -> Data:
    """Read the event's data, camelCase JSON; fields that are newer than this app are left out."""
    try:
        return json_format.Parse(event.data, schema(), ignore_unknown_fields=True)
    except (json_format.ParseError, UnicodeDecodeError) as error:
        message = f"the data of {event.type} is no {schema.DESCRIPTOR.name}: {error}"
        raise MalformedEventError(message) from error
