"""Two services without an instrumentation library: `shop` injects the context by hand, `stock` extracts it."""

import http.client
import sys
import time

from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind

import tracing  # noqa: F401
from faults import CALLS, FAULT, HOST, leave, port
from serving import ready, serve

tracer = trace.get_tracer("by-hand")


def place_order():
    attributes = {
        "http.request.method": "GET",
        "server.address": HOST,
        "server.port": port("STOCK_PORT"),
        "url.full": f"http://{HOST}:{port('STOCK_PORT')}/items/7",
    }
    with tracer.start_as_current_span("place order"):
        with tracer.start_as_current_span("GET", kind=SpanKind.CLIENT, attributes=attributes) as span:
            headers = {}
            if FAULT != "without-inject":
                propagate.inject(headers)
            connection = http.client.HTTPConnection(HOST, port("STOCK_PORT"), timeout=5)
            connection.request("GET", "/items/7", headers=headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            span.set_attribute("http.response.status_code", answer.status)


def stock(environ, start_response):
    headers = {
        key[5:].replace("_", "-").lower(): value for key, value in environ.items() if key.startswith("HTTP_")
    }
    context = None if FAULT == "without-extract" else propagate.extract(headers)
    attributes = {"http.request.method": "GET", "url.path": environ["PATH_INFO"], "url.scheme": "http"}
    with tracer.start_as_current_span("GET /items", context=context, kind=SpanKind.SERVER, attributes=attributes) as span:
        time.sleep(0.002)
        span.set_attribute("http.response.status_code", 200)
    start_response("200 OK", [("content-type", "text/plain")])
    return [b"3"]


if sys.argv[1] == "stock":
    serve(stock, port("LISTEN_PORT"), CALLS)
else:
    ready(port("LISTEN_PORT"))
    for _ in range(CALLS):
        place_order()
leave()
