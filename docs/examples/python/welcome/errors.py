"""Errors of services: google.rpc.Status with ErrorInfo, BadRequest and RetryInfo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from grpc_status import rpc_status

_DOMAIN = "neighbourhood"

# Trying again gives the same answer.
_FOR_GOOD = {
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.ALREADY_EXISTS,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.OUT_OF_RANGE,
    grpc.StatusCode.UNIMPLEMENTED,
}


@dataclass(eq=False)
class ServiceError(Exception):
    """ServiceError is what a service answered, or what happened on the way to it."""

    # Stable, as `CONSENT.NOT_FOUND`; docs/errors.md has them all. Match on it, never on the message.
    code: str
    message: str
    status: grpc.StatusCode
    # What is wrong with which field of the request.
    fields: Mapping[str, str] = field(default_factory=dict)
    retry_after_seconds: float | None = None

    def __str__(self) -> str:
        """Say what a log should."""
        wrong = "".join(f"; {path}: {message}" for path, message in self.fields.items())
        return f"{self.code}: {self.message}{wrong}"

    @property
    def for_good(self) -> bool:
        """Tell whether the same call would be refused again."""
        return self.status in _FOR_GOOD


def from_rpc_error(error: grpc.RpcError, app: str) -> ServiceError:
    """Read the details of a failed call to the app; without ours, a sidecar or the connection answered."""
    status = error.code()
    details = rpc_status.from_call(error)
    info, bad_request, retry = ErrorInfo(), BadRequest(), RetryInfo()
    for detail in details.details if details else ():
        _ = detail.Unpack(info) or detail.Unpack(bad_request) or detail.Unpack(retry)
    if info.domain == _DOMAIN:
        return ServiceError(
            code=info.reason,
            message=error.details() or "",
            status=status,
            fields={wrong.field: wrong.description for wrong in bad_request.field_violations},
            retry_after_seconds=retry.retry_delay.ToTimedelta().total_seconds()
            if retry.HasField("retry_delay")
            else None,
        )
    # A sidecar answers UNKNOWN for an app that it cannot find.
    if status in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.UNKNOWN):
        return ServiceError("SERVICE.UNAVAILABLE", f"{app} cannot be reached", status)
    if status in (grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED):
        return ServiceError("SERVICE.TIMEOUT", f"{app} did not answer in time", status)
    return ServiceError("INTERNAL", f"{app} answered {status.name}", status)
