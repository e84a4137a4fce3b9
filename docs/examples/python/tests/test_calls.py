"""Errors, identity and tokens, over a real gRPC connection."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from dapr.proto.runtime.v1.appcallback_pb2_grpc import AppCallbackStub
from google.protobuf.any_pb2 import Any
from google.protobuf.message import Message
from google.rpc import code_pb2, status_pb2
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub
from grpc_status import rpc_status
from neighbourhood.consent.v1 import consent_service_pb2_grpc as service
from neighbourhood.consent.v1.consent_service_pb2 import DESCRIPTOR
from neighbourhood.consent.v1.consents_pb2 import GetConsentRequest, GetConsentResponse

from tests.fakes import FakeInbox, delivery
from welcome.consumer import Consumer, Health
from welcome.errors import ServiceError, from_rpc_error
from welcome.identity import IdentitySigner
from welcome.repeats import service_config
from welcome.server import serve
from welcome.trace import child_of


class Consents(service.ConsentServiceServicer):
    """Consents fails with the details it was given, or as a sidecar would."""

    details: tuple[Message, ...] = ()

    def GetConsent(self, request: GetConsentRequest, context: grpc.ServicerContext) -> GetConsentResponse:  # noqa: N802
        if not self.details:
            context.abort(grpc.StatusCode.UNKNOWN, "failed to resolve address for 'consent'")
        status = status_pb2.Status(code=code_pb2.INVALID_ARGUMENT, message=f"About {request.consent_id}.")
        for detail in self.details:
            packed = Any()
            packed.Pack(detail)
            status.details.append(packed)
        context.abort_with_status(rpc_status.to_status(status))
        raise AssertionError


@pytest.fixture
def consents() -> Iterator[tuple[Consents, service.ConsentServiceStub]]:
    server, consents = grpc.server(ThreadPoolExecutor(1)), Consents()
    service.add_ConsentServiceServicer_to_server(consents, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield consents, service.ConsentServiceStub(channel)
    server.stop(None).wait()


def failure(stub: service.ConsentServiceStub) -> ServiceError:
    with pytest.raises(grpc.RpcError) as caught:
        stub.GetConsent(GetConsentRequest(consent_id="cns_1"), timeout=10)
    return from_rpc_error(caught.value, "consent")


def test_the_details_of_a_status_become_an_error(
    consents: tuple[Consents, service.ConsentServiceStub],
) -> None:
    wrong = BadRequest.FieldViolation(field="consentId", description="must be an id")
    retry = RetryInfo()
    retry.retry_delay.seconds = 3
    consents[0].details = (
        ErrorInfo(reason="REQUEST.INVALID", domain="neighbourhood"),
        BadRequest(field_violations=[wrong]),
        retry,
    )
    error = failure(consents[1])
    assert (error.code, error.status) == ("REQUEST.INVALID", grpc.StatusCode.INVALID_ARGUMENT)
    assert error.fields == {"consentId": "must be an id"}
    assert error.retry_after_seconds == 3
    assert error.for_good
    assert str(error) == "REQUEST.INVALID: About cns_1.; consentId: must be an id"


def test_what_a_sidecar_says_is_unavailable_and_its_words_are_kept_out(
    consents: tuple[Consents, service.ConsentServiceStub],
) -> None:
    error = failure(consents[1])
    assert str(error) == "SERVICE.UNAVAILABLE: consent cannot be reached"
    assert not error.for_good


def test_details_of_somebody_else_are_not_taken_for_ours(
    consents: tuple[Consents, service.ConsentServiceStub],
) -> None:
    consents[0].details = (ErrorInfo(reason="QUOTA", domain="googleapis.com"),)
    assert failure(consents[1]).code == "INTERNAL"


def test_an_identity_says_for_whom_by_whom_and_until_when() -> None:
    private = Ed25519PrivateKey.generate()
    key = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(private))
    secret = {"keys": [{**key, "kid": "k1", "alg": "EdDSA"}, {**key, "kid": "older", "alg": "EdDSA"}]}
    signer = IdentitySigner("welcome-python", lambda: json.dumps(secret))
    token = signer.sign("wsp_1", ["consent:read"])
    assert jwt.get_unverified_header(token) == {"alg": "EdDSA", "kid": "k1", "typ": "JWT"}
    claims = jwt.decode(token, private.public_key(), ["EdDSA"], audience="neighbourhood-services")
    assert (claims["iss"], claims["wsp"], claims["perms"]) == ("welcome-python", "wsp_1", ["consent:read"])
    assert claims["exp"] - claims["iat"] == 60


def test_a_key_that_was_exchanged_signs_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    key = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate()))
    secret = {**key, "kid": "k1", "alg": "EdDSA"}
    signer = IdentitySigner("welcome-python", lambda: json.dumps(secret))
    secret["kid"] = "k2"

    def kid() -> object:
        return jwt.get_unverified_header(signer.sign("wsp_1", []))["kid"]

    assert kid() == "k1"
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    assert kid() == "k2"


def test_a_child_stays_in_the_trace_of_its_parent() -> None:
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"
    version, trace_id, span_id, flags = child_of(parent).split("-")
    assert (version, trace_id, flags) == ("00", "0af7651916cd43dd8448eb211c80319c", "00")
    assert span_id != "b7ad6b7169203331"
    assert len(child_of("nonsense")) == len(parent)


class TestServer:
    """Whoever is not the sidecar is refused."""

    @pytest.fixture
    def channel(self) -> Iterator[grpc.Channel]:
        server, port = serve(0, ("old", "new"), Consumer({}, FakeInbox()), Health())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield channel
        server.stop(None).wait()

    @staticmethod
    def call(channel: grpc.Channel, *metadata: tuple[str, str]) -> grpc.StatusCode:
        method = service.ConsentServiceStub(channel).GetConsent
        with pytest.raises(grpc.RpcError) as caught:
            method(GetConsentRequest(), timeout=10, metadata=metadata)
        code: grpc.StatusCode = caught.value.code()
        return code

    def test_a_call_needs_a_token_that_the_app_knows(self, channel: grpc.Channel) -> None:
        token = "dapr-api-token"
        assert self.call(channel) == grpc.StatusCode.UNAUTHENTICATED
        assert self.call(channel, (token, "guessed")) == grpc.StatusCode.UNAUTHENTICATED
        assert self.call(channel, (token, "new"), (token, "guessed")) == grpc.StatusCode.UNAUTHENTICATED
        # This app serves no such method, but it was asked.
        assert self.call(channel, (token, "old")) == grpc.StatusCode.UNIMPLEMENTED
        assert self.call(channel, (token, "new")) == grpc.StatusCode.UNIMPLEMENTED

    def test_whoever_probes_needs_no_token(self, channel: grpc.Channel) -> None:
        answer = HealthStub(channel).Check(HealthCheckRequest(service="readiness"), timeout=10)
        assert answer.status == HealthCheckResponse.SERVING

    def test_an_event_comes_from_the_sidecar_and_not_through_it(self, channel: grpc.Channel) -> None:
        deliver = AppCallbackStub(channel).OnTopicEvent
        deliver(delivery(), timeout=10)
        with pytest.raises(grpc.RpcError) as caught:
            deliver(delivery(), timeout=10, metadata=(("dapr-caller-app-id", "another"),))
        assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED


def test_only_what_the_protos_call_repeatable_is_sent_again() -> None:
    [entry] = json.loads(service_config(DESCRIPTOR))["methodConfig"]
    methods = {name["method"] for name in entry["name"]}
    assert "GetConsent" in methods
    assert "RevokeConsent" not in methods
