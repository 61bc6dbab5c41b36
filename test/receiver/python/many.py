"""Sends many short traces with whatever provider opentelemetry-instrument has configured, and prints the ids of its spans."""

import json
import sys

from opentelemetry import trace

tracer = trace.get_tracer("otel-doctor.test")
ids = []


def note(span):
    context = span.get_span_context()
    ids.append(f"{context.trace_id:032x}/{context.span_id:016x}")


for number in range(int(sys.argv[1])):
    with tracer.start_as_current_span(f"root {number}") as root:
        note(root)
        with tracer.start_as_current_span("child", attributes={"number": number}) as child:
            note(child)

trace.get_tracer_provider().force_flush()
print(json.dumps(ids))
