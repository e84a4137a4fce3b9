"""The app's own sidecar: secrets, state, publishing, and the way to other apps."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import grpc
from dapr.proto.common.v1.common_pb2 import StateItem
from dapr.proto.runtime.v1.dapr_pb2_grpc import DaprStub
from dapr.proto.runtime.v1.pubsub_pb2 import PublishEventRequest
from dapr.proto.runtime.v1.secret_pb2 import GetSecretRequest
from dapr.proto.runtime.v1.state_pb2 import GetStateRequest, SaveStateRequest

from welcome.settings import Settings
from welcome.trace import child_of

Metadata = tuple[tuple[str, str], ...]

# The names of the components; which product is behind one is nobody's business here.
_PUBSUB = "pubsub"
_STATE = "statestore"
_SECRETS = "secretstore"

_TIMEOUT_SECONDS = 5.0


class Sidecar:
    """Sidecar talks to the daprd next door."""

    def __init__(self, settings: Settings, service_config: str) -> None:
        """Connect at the first call."""
        address = f"127.0.0.1:{settings.sidecar_grpc_port}"
        self._health = f"http://127.0.0.1:{settings.sidecar_http_port}/v1.0/healthz/outbound"
        token = (("dapr-api-token", settings.api_token),)
        self._token: Metadata = token if settings.api_token else ()
        self.channel = grpc.insecure_channel(address, [("grpc.service_config", service_config)])
        self._dapr = DaprStub(self.channel)

    def wait_until_ready(self, seconds: float = 60) -> None:
        """Wait until components and name resolution work."""
        end = time.monotonic() + seconds
        while not self._ready():
            if time.monotonic() > end:
                message = f"the sidecar was not ready within {seconds:.0f} s; see its log"
                raise TimeoutError(message)
            time.sleep(0.1)

    def _ready(self) -> bool:
        try:
            with urlopen(self._health, timeout=2):
                return True
        except (URLError, OSError):
            return False

    def metadata_to(self, app: str) -> Metadata:
        """Give what makes the sidecar pass a call on to another app; `dapr-stream`: once."""
        return (*self._token, ("dapr-app-id", app), ("dapr-stream", "true"))

    def secret(self, name: str) -> str:
        """Read a secret that the app's Configuration allows; stores name its one value differently."""
        request = GetSecretRequest(store_name=_SECRETS, key=name)
        answer = self._dapr.GetSecret(request, timeout=_TIMEOUT_SECONDS, metadata=self._token)
        return answer.data.get(name) or next(iter(answer.data.values()))

    def exists(self, key: str) -> bool:
        """Tell whether the app's state has the key."""
        request = GetStateRequest(store_name=_STATE, key=key)
        return bool(self._dapr.GetState(request, timeout=_TIMEOUT_SECONDS, metadata=self._token).data)

    def remember(self, key: str, seconds: int) -> None:
        """Put a key into the app's state for some time."""
        item = StateItem(key=key, value=b"true", metadata={"ttlInSeconds": str(seconds)})
        request = SaveStateRequest(store_name=_STATE, states=[item])
        self._dapr.SaveState(request, timeout=_TIMEOUT_SECONDS, metadata=self._token)

    def publish(self, topic: str, event: Mapping[str, Any], traceparent: str) -> None:
        """Publish a whole CloudEvent; it is with the broker when this returns."""
        request = PublishEventRequest(
            pubsub_name=_PUBSUB,
            topic=topic,
            data=json.dumps(event).encode(),
            data_content_type="application/cloudevents+json",
        )
        # The sidecar puts the trace of the call into the event.
        metadata = (*self._token, ("traceparent", child_of(traceparent)))
        self._dapr.PublishEvent(request, timeout=_TIMEOUT_SECONDS, metadata=metadata)
