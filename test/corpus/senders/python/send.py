"""Sends one item of a signal with what opentelemetry-instrument has configured, and says which it was.

The first argument is the signal; a second one, "diagnostics", sets the log level to DEBUG, as people do to find out.
"""

import json
import logging
import sys

if "diagnostics" in sys.argv:
    logging.basicConfig(level=logging.DEBUG)

from opentelemetry import metrics, trace

item = ""
if sys.argv[1] == "traces":
    with trace.get_tracer("checkout").start_as_current_span("pay") as span:
        item = format(span.get_span_context().trace_id, "032x")
    provider = trace.get_tracer_provider()
elif sys.argv[1] == "metrics":
    metrics.get_meter("checkout").create_counter("payments").add(1)
    provider = metrics.get_meter_provider()
else:
    from opentelemetry._logs import get_logger_provider

    logging.getLogger("checkout").warning("paid late")
    provider = get_logger_provider()

if hasattr(provider, "force_flush"):
    provider.force_flush()
sys.stderr.flush()
print(json.dumps({"sent": item or sys.argv[1]}))
