"""The internal identity: for whom a call is made, signed with the app's own key."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence

import jwt

_AUDIENCE = "neighbourhood-services"
_LIFE_SECONDS = 60
_REREAD_SECONDS = 60


class IdentitySigner:
    """IdentitySigner signs what this app asserts; services know which app may assert what."""

    def __init__(self, app_id: str, read_key: Callable[[], str]) -> None:
        """Take how to read the key, which changes while the app runs: a JWK, or a set whose first signs."""
        self._app_id = app_id
        self._read_key = read_key
        self._read_at = time.monotonic()
        self._key = _first_key(read_key())

    def sign(self, workspace_id: str, permissions: Sequence[str]) -> str:
        """Sign a token of a minute's life for calls inside one workspace."""
        key = self._current_key()
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
        return jwt.encode(claims, key.key, algorithm=key.algorithm_name, headers={"kid": key.key_id})

    def _current_key(self) -> jwt.PyJWK:
        if time.monotonic() > self._read_at + _REREAD_SECONDS:
            self._key = _first_key(self._read_key())
            self._read_at = time.monotonic()
        return self._key


def _first_key(secret: str) -> jwt.PyJWK:
    value = json.loads(secret)
    return jwt.PyJWK(value["keys"][0] if "keys" in value else value)
