"""Writes requests.json: random requests with every field of OTLP, encoded by Google's protobuf library.

    python make.py > requests.json     (needs opentelemetry-proto)

Each entry has the protobuf bytes in base64 and the same request as OTLP/JSON; the decoders must read both to equal data.
"""

import base64
import json
import random

from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

rng = random.Random(4317)
ID_LENGTHS = {"trace_id": 16, "span_id": 8, "parent_span_id": 8}
TEXTS = ["", "a", "service.name", "GET /orders", "süß", "漢字 🦊", 'quote " back \\ slash', "line\nbreak", "x" * 300]


def integer(bits, signed):
    edges = [0, 1, 127, 128, 2**bits - 1, 2**31, 2**53 + 1, rng.getrandbits(bits)]
    value = rng.choice([edge for edge in edges if edge < 2**bits])
    return value - 2**bits if signed and value >= 2 ** (bits - 1) else value


def scalar(field):
    kind = field.type
    if kind == field.TYPE_STRING:
        return rng.choice(TEXTS)
    if kind == field.TYPE_BYTES:
        return rng.randbytes(ID_LENGTHS.get(field.name, rng.randrange(9)))
    if kind == field.TYPE_BOOL:
        return rng.random() < 0.5
    if kind == field.TYPE_ENUM:
        return rng.choice(field.enum_type.values).number
    if kind == field.TYPE_DOUBLE:
        edges = [0.0, 0.1, -1e300, 5e-324, float("inf"), float("-inf"), float("nan"), 1e21, 123456789.25]
        return rng.choice(edges)
    if kind in (field.TYPE_INT32, field.TYPE_SINT32):
        return integer(32, True)
    if kind in (field.TYPE_UINT32, field.TYPE_FIXED32):
        return integer(32, False)
    if kind in (field.TYPE_INT64, field.TYPE_SFIXED64):
        return integer(64, True)
    return integer(64, False)


def fill(message, depth):
    for oneof in message.DESCRIPTOR.oneofs:
        if rng.random() < 0.9:
            fill_field(message, rng.choice(oneof.fields), depth)
    for field in message.DESCRIPTOR.fields:
        if field.containing_oneof is None and rng.random() < 0.75:
            fill_field(message, field, depth)


def fill_field(message, field, depth):
    is_message = field.type == field.TYPE_MESSAGE
    if is_message and depth > 9:
        return
    if not field.is_repeated:
        if is_message:
            getattr(message, field.name).SetInParent()
            fill(getattr(message, field.name), depth + 1)
        else:
            setattr(message, field.name, scalar(field))
        return
    values = getattr(message, field.name)
    for _ in range(rng.choice([1, 2] if depth < 4 else [0, 1, 1, 2])):
        if is_message:
            fill(values.add(), depth + 1)
        else:
            values.append(scalar(field))


def with_hex_ids(value):
    """OTLP/JSON writes ids as hex, where protobuf's own mapping has base64."""
    if isinstance(value, list):
        return [with_hex_ids(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    ids = ("traceId", "spanId", "parentSpanId")
    return {
        key: base64.b64decode(inner).hex() if key in ids else with_hex_ids(inner) for key, inner in value.items()
    }


def entry(signal, request_type):
    request = request_type()
    fill(request, 0)
    as_json = with_hex_ids(MessageToDict(request, use_integers_for_enums=rng.random() < 0.5))
    return {
        "signal": signal,
        "protobuf": base64.b64encode(request.SerializeToString()).decode(),
        "json": json.dumps(as_json, ensure_ascii=rng.random() < 0.5),
    }


TYPES = {
    "traces": ExportTraceServiceRequest,
    "metrics": ExportMetricsServiceRequest,
    "logs": ExportLogsServiceRequest,
}

# Metrics have five kinds of data and need more requests for each field to occur.
COUNTS = {"traces": 6, "metrics": 24, "logs": 6}

if __name__ == "__main__":
    entries = [entry(signal, TYPES[signal]) for signal in TYPES for _ in range(COUNTS[signal])]
    print(json.dumps(entries, indent=0, ensure_ascii=True))
