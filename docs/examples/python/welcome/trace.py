"""W3C trace context; whoever has OpenTelemetry uses its propagator instead."""

from __future__ import annotations

import re
import secrets

_FORMAT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})")


def child_of(traceparent: str) -> str:
    """Give a span of the same trace, or of a new one where there is none."""
    parent = _FORMAT.fullmatch(traceparent)
    trace_id, flags = parent.groups() if parent else (secrets.token_hex(16), "01")
    return f"00-{trace_id}-{secrets.token_hex(8)}-{flags}"
