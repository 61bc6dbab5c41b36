"""Orders over a queue, which is a socket with a line of JSON a message: `producer` or `consumer`, parents or links."""

import json
import socket
import sys
import time

from opentelemetry import propagate, trace
from opentelemetry.trace import Link, SpanKind

import tracing  # noqa: F401
from faults import CALLS, FAULT, HOST, leave, port
from serving import ready

tracer = trace.get_tracer("orders")
attributes = {"messaging.system": "socket", "messaging.destination.name": "orders"}
role, manner = sys.argv[1], (sys.argv[2:] or ["parents"])[0]


def produce():
    ready(port("QUEUE_PORT"))
    with socket.create_connection((HOST, port("QUEUE_PORT")), timeout=5) as queue:
        for number in range(CALLS):
            with tracer.start_as_current_span("send orders", kind=SpanKind.PRODUCER, attributes=attributes) as span:
                span.set_attribute("messaging.operation.type", "send")
                headers = {}
                if FAULT != "message-without-headers":
                    propagate.inject(headers)
                queue.sendall(json.dumps({"headers": headers, "order": number}).encode() + b"\n")
            time.sleep(0.01)


def messages():
    with socket.create_server((HOST, port("QUEUE_PORT"))) as server:
        server.settimeout(20)
        seen = 0
        while seen < CALLS:
            connection, _ = server.accept()
            with connection, connection.makefile() as lines:
                for line in lines:
                    seen += 1
                    yield json.loads(line)


def consume():
    for message in messages():
        context = propagate.extract(message["headers"])
        if FAULT == "headers-not-read":
            context = None
        origin = trace.get_current_span(context).get_span_context()
        linked = manner == "links"
        with tracer.start_as_current_span(
            "process orders",
            context=None if linked else context,
            kind=SpanKind.CONSUMER,
            links=[Link(origin)] if linked and origin.is_valid else [],
            attributes={**attributes, "messaging.operation.type": "process"},
        ):
            with tracer.start_as_current_span("store order"):
                time.sleep(0.002)


produce() if role == "producer" else consume()
leave()
