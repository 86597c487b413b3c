"""Orchestration: what, when, in which order; and the command line.

Telemetry and analytics of the orchestrator are off unless the environment turns them on; this
must stand before Prefect is imported, which reads its settings once.
"""

from __future__ import annotations

import os

for _name, _value in {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    # A cold start on a small busy machine takes longer than the default of 20 seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}.items():
    os.environ.setdefault(_name, _value)
