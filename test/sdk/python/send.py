"""Sends with whatever opentelemetry-instrument has configured: one span, and prints its trace id; with the argument
"metrics" a point of each instrument, with "logs" one record."""

import json
import sys

from opentelemetry import _logs, metrics, trace
from opentelemetry.metrics import Observation


def send_span():
    with trace.get_tracer("otel-doctor.test").start_as_current_span("test span from python") as span:
        trace_id = format(span.get_span_context().trace_id, "032x")
    trace.get_tracer_provider().force_flush()
    return trace_id


def send_metrics():
    meter = metrics.get_meter("otel-doctor.test")
    meter.create_counter("counter").add(1)
    meter.create_up_down_counter("updowncounter").add(1)
    meter.create_histogram("histogram").record(1)
    meter.create_gauge("gauge").set(1)
    once = [lambda _: [Observation(1)]]
    kept = [
        meter.create_observable_counter("observablecounter", once),
        meter.create_observable_up_down_counter("observableupdowncounter", once),
        meter.create_observable_gauge("observablegauge", once),
    ]
    metrics.get_meter_provider().force_flush()
    return str(len(kept))


def send_log():
    logger = _logs.get_logger("otel-doctor.test")
    logger.emit(_logs.LogRecord(body="test record from python", severity_number=_logs.SeverityNumber.INFO))
    _logs.get_logger_provider().force_flush()
    return "sent"


signal = sys.argv[1] if len(sys.argv) > 1 else "traces"
print(json.dumps({"traceId": {"traces": send_span, "metrics": send_metrics, "logs": send_log}[signal]()}))
