"""The internal identity: for whom a call is made, signed with the app's own key."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import jwt

_AUDIENCE = "neighbourhood-services"
_LIFE_SECONDS = 60


class IdentitySigner:
    """IdentitySigner signs what this app asserts; services know which app may assert what."""

    def __init__(self, app_id: str, private_jwk: str) -> None:
        """Take the key as the secret store has it: a JWK with `kid` and `alg`."""
        self._app_id = app_id
        self._key = jwt.PyJWK(json.loads(private_jwk))

    def sign(self, workspace_id: str, permissions: Sequence[str]) -> str:
        """Sign a token of a minute's life for calls inside one workspace."""
        now = int(time.time())
        claims = {
            "iss": self._app_id,
            "aud": _AUDIENCE,
            "sub": self._app_id,
            "kind": "apiKey",
            "wsp": workspace_id,
            "perms": list(permissions),
            "iat": now,
            "exp": now + _LIFE_SECONDS,
        }
        return jwt.encode(
            claims,
            self._key.key,
            algorithm=self._key.algorithm_name,
            headers={"kid": self._key.key_id},
        )
