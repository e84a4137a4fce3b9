"""What whoever starts the app tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Settings are the variables that `make up` and the Dapr CLI give every app."""

    app_id: str
    app_port: int
    sidecar_grpc_port: int
    sidecar_http_port: int
    # What the sidecar wants to see, and what it shows; the CLI gives neither.
    api_token: str
    app_tokens: tuple[str, ...]

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Settings:
        """Read the environment; a KeyError names what is missing."""
        return cls(
            app_id=env["APP_ID"],
            app_port=int(env["APP_PORT"]),
            sidecar_grpc_port=int(env["DAPR_GRPC_PORT"]),
            sidecar_http_port=int(env["DAPR_HTTP_PORT"]),
            api_token=env.get("DAPR_API_TOKEN", ""),
            # Two, separated by a comma, while the token is being exchanged.
            app_tokens=tuple(token for token in env.get("APP_API_TOKEN", "").split(",") if token),
        )
