"""Sends one span with whatever provider opentelemetry-instrument has configured, and prints its trace id."""

import json

from opentelemetry import trace

with trace.get_tracer("otel-doctor.test").start_as_current_span("test span from python") as span:
    trace_id = format(span.get_span_context().trace_id, "032x")

trace.get_tracer_provider().force_flush()
print(json.dumps({"traceId": trace_id}))
