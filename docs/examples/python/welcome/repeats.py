"""What gRPC may send again by itself: the methods of which the protos say so."""

from __future__ import annotations

import json

from google.protobuf.descriptor import FileDescriptor, MethodDescriptor
from google.protobuf.descriptor_pb2 import MethodOptions

_POLICY = {
    "maxAttempts": 3,
    "initialBackoff": "0.1s",
    "maxBackoff": "1s",
    "backoffMultiplier": 2,
    "retryableStatusCodes": ["UNAVAILABLE"],
}


def service_config(*files: FileDescriptor) -> str:
    """Make the gRPC service config: methods without `idempotency_level` are sent once."""
    names = [
        {"service": service.full_name, "method": method.name}
        for file in files
        for service in file.services_by_name.values()
        for method in service.methods
        if _repeatable(method)
    ]
    return json.dumps({"methodConfig": [{"name": names, "retryPolicy": _POLICY}]})


def _repeatable(method: MethodDescriptor) -> bool:
    options = method.GetOptions()
    assert isinstance(options, MethodOptions)
    return options.idempotency_level != MethodOptions.IDEMPOTENCY_UNKNOWN
