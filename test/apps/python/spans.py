"""What an application does to a span of its own, right or wrong as FAULT has it."""

import time

from opentelemetry import trace

from faults import FAULT

tracer = trace.get_tracer("shop")


class Order:
    """Not a type that an attribute may have."""

    def __init__(self, number):
        self.number = number


def annotate(span):
    span.set_attribute("shop.order.id", 7)
    if FAULT == "many-attributes":
        for number in range(200):
            span.set_attribute(f"shop.field.{number}", number)
    elif FAULT == "object-attribute":
        span.set_attribute("shop.order", Order(7))
    elif FAULT == "dict-attribute":
        span.set_attribute("shop.order.lines", {"apples": 2, "pears": 1})
    elif FAULT == "mixed-list-attribute":
        span.set_attribute("shop.order.fields", ["seven", 7, True])
    elif FAULT == "deprecated-names":
        span.set_attributes({"http.method": "GET", "http.status_code": 200, "net.peer.name": "stock"})
    elif FAULT == "bad-names":
        span.set_attributes({"Order Id": 7, "HTTP.REQUEST.METHOD": "GET", "otel.order": 7, "shop\torder": 7})
    elif FAULT == "empty-name":
        span.set_attribute("", 7)
    elif FAULT == "clock-ahead":
        begin = time.time_ns() + 3_600 * 10**9
        tracer.start_span("price check", start_time=begin).end(begin + 10**9)
    elif FAULT == "clock-in-milliseconds":
        begin = time.time_ns() // 10**6
        tracer.start_span("price check", start_time=begin).end(begin + 20)
    elif FAULT == "clock-negative":
        begin = time.time_ns()
        tracer.start_span("price check", start_time=begin).end(begin - 10**9)


def afterwards(span):
    """After the end of the span."""
    if FAULT == "set-after-end":
        span.set_attribute("shop.order.done", True)
        span.add_event("order placed")
    elif FAULT == "ended-twice":
        span.end()
