"""Set-up of tracing by hand, for the applications that are not started by opentelemetry-instrument."""

import os

from opentelemetry import propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from faults import FAULT


def exporter():
    if os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc").startswith("http"):
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        path = "/v1/traces"
    else:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        path = ""
    if FAULT == "endpoint-in-code":
        return OTLPSpanExporter(endpoint=f"http://127.0.0.1:{os.environ['ELSEWHERE_PORT']}{path}", timeout=1)
    return OTLPSpanExporter()


def resource():
    if FAULT == "name-in-code":
        return Resource.create({"service.name": "template"})
    if FAULT == "resource-in-code":
        return Resource({"service.name": os.environ.get("OTEL_SERVICE_NAME", "jobs")})
    if FAULT == "resource-empty":
        return Resource.get_empty()
    return Resource.create()


def processor():
    if FAULT == "exporter-with-requests":
        from own_exporter import PostingProcessor

        return PostingProcessor()
    if FAULT == "exporter-thread":
        from own_exporter import ThreadProcessor

        return ThreadProcessor(exporter())
    return BatchSpanProcessor(exporter())


def set_up():
    if os.environ.get("INSTRUMENT") == "requests":
        from opentelemetry.instrumentation.requests import RequestsInstrumentor
        from opentelemetry.instrumentation.urllib3 import URLLib3Instrumentor

        RequestsInstrumentor().instrument()
        URLLib3Instrumentor().instrument()
    if FAULT == "client-b3":
        from opentelemetry.propagators.b3 import B3MultiFormat

        propagate.set_global_textmap(B3MultiFormat())
    provider = trace.get_tracer_provider()
    if not hasattr(provider, "add_span_processor"):
        provider = TracerProvider(resource=resource())
        if FAULT != "provider-not-set":
            trace.set_tracer_provider(provider)
    provider.add_span_processor(processor())


if os.environ.get("MANUAL") == "1":
    set_up()
