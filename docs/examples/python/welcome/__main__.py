"""`python -m welcome`: wires everything and serves until SIGTERM."""

from __future__ import annotations

import json
import logging
import os
import signal
import threading

from neighbourhood.consent.v1.consent_service_pb2 import DESCRIPTOR as CONSENTS
from neighbourhood.events.v1.workflow_events_pb2 import WorkflowExecutionFaulted
from neighbourhood.workflow.v1.workflow_service_pb2 import DESCRIPTOR as WORKFLOWS

from welcome.consumer import Consumer, Health
from welcome.events import Event, read
from welcome.identity import IdentitySigner
from welcome.repeats import service_config
from welcome.server import serve
from welcome.services import Services
from welcome.settings import Settings
from welcome.sidecar import Sidecar
from welcome.welcome import Welcome

log = logging.getLogger("welcome")

_DRAIN_SECONDS = 20


class JsonFormatter(logging.Formatter):
    """JsonFormatter writes a line of JSON, with what `extra` of the call says."""

    _usual = frozenset(vars(logging.makeLogRecord({})))

    def format(self, record: logging.LogRecord) -> str:
        """Write the record."""
        more = {name: value for name, value in vars(record).items() if name not in self._usual}
        line = {"level": record.levelname.lower(), "msg": record.getMessage(), **more}
        return json.dumps({name: value for name, value in line.items() if name != "message"})


def log_fault(event: Event) -> None:
    """Handle `workflow.execution.faulted`, of whoever's run."""
    faulted = read(event, WorkflowExecutionFaulted)
    log.info("a run faulted", extra={"execution": faulted.execution_id, "detail": faulted.error.detail})


def main() -> None:
    """Run the app."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"), handlers=[handler])

    settings = Settings.from_environment(os.environ)
    if not settings.app_tokens:
        log.warning("without APP_API_TOKEN, whoever reaches the port is heard")
    sidecar = Sidecar(settings, service_config(CONSENTS, WORKFLOWS))
    sidecar.wait_until_ready()
    signer = IdentitySigner(settings.app_id, lambda: sidecar.secret(f"{settings.app_id}-internal-key"))
    welcome = Welcome(settings.app_id, Services(sidecar, signer), sidecar.publish)
    consumer = Consumer({"consent.granted": welcome, "workflow.execution.faulted": log_fault}, sidecar)

    # Once the port is open, the sidecar begins to deliver.
    server, port = serve(settings.app_port, settings.app_tokens, consumer, Health())
    log.info("listening", extra={"port": port})

    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    server.stop(_DRAIN_SECONDS).wait()


main()
