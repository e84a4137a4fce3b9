"""The app's gRPC server: only its own sidecar may call."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import grpc
from dapr.proto.runtime.v1.appcallback_pb2_grpc import (
    add_AppCallbackHealthCheckServicer_to_server,
    add_AppCallbackServicer_to_server,
)
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server

from welcome.consumer import Consumer, Health

Request = TypeVar("Request")
Response = TypeVar("Response")

_HEALTH = "/grpc.health.v1.Health/"
_CALLBACKS = "/dapr.proto.runtime.v1.AppCallback"
# What is sent to an app through sidecars has at least one of these; what a sidecar says by itself has none.
_PASSED_ON = ("dapr-app-id", "dapr-callee-app-id", "dapr-caller-app-id")


class OnlySidecar(grpc.ServerInterceptor):
    """
    OnlySidecar refuses calls without one of the tokens that only the sidecar knows.

    Health checks pass: whoever probes has no token. Dapr sends none with its own callbacks over gRPC. Those
    are heard as the server listens on loopback only, and refused when a sidecar passed them on for another
    app: it then says for whom.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        """Take the tokens; without any, whoever reaches the port is heard."""
        self._tokens = tokens
        self._refusal: grpc.RpcMethodHandler[Any, Any] = grpc.unary_unary_rpc_method_handler(_refuse)

    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler[Request, Response] | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> grpc.RpcMethodHandler[Request, Response] | None:
        """Let the call through, or refuse it."""
        metadata = [(name, str(value)) for name, value in handler_call_details.invocation_metadata]
        if handler_call_details.method.startswith(_HEALTH):
            good = True
        elif handler_call_details.method.startswith(_CALLBACKS):
            good = all(name not in _PASSED_ON for name, _ in metadata)
        else:
            given = [value for name, value in metadata if name == "dapr-api-token"]
            good = not self._tokens or (bool(given) and all(map(self._known, given)))
        return continuation(handler_call_details) if good else self._refusal

    def _known(self, given: str) -> bool:
        return any(hmac.compare_digest(given.encode(), token.encode()) for token in self._tokens)


def _refuse(_request: object, context: grpc.ServicerContext) -> None:
    context.abort(grpc.StatusCode.UNAUTHENTICATED, "This app takes calls through its own sidecar only.")


def _probes() -> HealthServicer:
    """Answer probes: whoever answers lives, and is ready, as all that it needs is behind the sidecar."""
    probes = HealthServicer()
    for name in ("", "readiness"):
        probes.set(name, HealthCheckResponse.SERVING)
    return probes


def serve(port: int, tokens: Sequence[str], consumer: Consumer, health: Health) -> tuple[grpc.Server, int]:
    """Listen on loopback; a port of 0 is any free one. Returns the server and its port."""
    server = grpc.server(
        ThreadPoolExecutor(max_workers=16),
        interceptors=[OnlySidecar(tokens)],
        # A port that somebody else has is an error, not shared.
        options=[("grpc.so_reuseport", 0)],
    )
    add_AppCallbackServicer_to_server(consumer, server)
    add_AppCallbackHealthCheckServicer_to_server(health, server)
    add_HealthServicer_to_server(_probes(), server)
    bound = server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    return server, bound
