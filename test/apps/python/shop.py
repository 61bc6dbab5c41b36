"""A shop in Flask that asks the stock service with requests."""

import time
import urllib.request

import requests
from flask import Flask
from opentelemetry import trace

import spans
import tracing  # noqa: F401
from faults import CALLS, FAULT, HOST, leave, port
from serving import ready, serve_and_call

app = Flask("shop")
tracer = trace.get_tracer("shop")
stock = f"http://{HOST}:{port('STOCK_PORT')}/items/7"


def ask_stock():
    if FAULT == "client-not-instrumented":
        return urllib.request.urlopen(stock, timeout=5).read().decode()
    return requests.get(stock, timeout=5).text


@app.get("/order")
def order():
    with tracer.start_as_current_span("place order") as span:
        spans.annotate(span)
        time.sleep(0.002)
        answer = ask_stock()
    spans.afterwards(span)
    return answer


ready(port("LISTEN_PORT"))
serve_and_call(app, "/order", CALLS)
leave()
