"""The stock service in Flask, or in the standard library's server, which nobody instruments."""

import json
import time

from flask import Flask
from opentelemetry import trace

import tracing  # noqa: F401
from faults import CALLS, FAULT, leave, port
from serving import serve

tracer = trace.get_tracer("stock")


def item(number):
    with tracer.start_as_current_span("look up item") as span:
        span.set_attribute("shop.item.id", number)
        time.sleep(0.002)
    return json.dumps({"left": 3})


def plain(environ, start_response):
    start_response("200 OK", [("content-type", "application/json")])
    return [item(environ["PATH_INFO"].rsplit("/", 1)[1]).encode()]


def without_header(wsgi):
    """A middleware that keeps only the headers it knows."""
    known = ("HTTP_HOST", "HTTP_ACCEPT", "HTTP_USER_AGENT")

    def middleware(environ, start_response):
        kept = {key: value for key, value in environ.items() if not key.startswith("HTTP_") or key in known}
        return wsgi(kept, start_response)

    return middleware


app = Flask("stock")
app.get("/items/<number>")(item)
if FAULT == "middleware-drops-header":
    app.wsgi_app = without_header(app.wsgi_app)

serve(plain if FAULT == "server-not-instrumented" else app, port("LISTEN_PORT"), CALLS)
leave()
