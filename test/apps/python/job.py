"""A job without a server: one trace of a few rows, a sampled one, or hundreds of traces."""

import sys
import time

from opentelemetry import trace

import spans
import tracing  # noqa: F401
from faults import FAULT, leave

tracer = trace.get_tracer("jobs")


def row(number):
    with tracer.start_as_current_span("row") as span:
        span.set_attribute("shop.row", number)
        time.sleep(0.001)


def nightly():
    if FAULT == "never-ended":
        job = tracer.start_span("nightly job")
        with trace.use_span(job, end_on_exit=False):
            for number in range(5):
                row(number)
        return
    with tracer.start_as_current_span("nightly job") as job:
        spans.annotate(job)
        for number in range(5):
            row(number)
    spans.afterwards(job)


def worker():
    for number in range(300):
        with tracer.start_as_current_span("work item"):
            row(number)


(worker if sys.argv[1:] == ["worker"] else nightly)()
leave()
