#!/usr/bin/env bash
# A span attribute from numpy arrives as a number or as text, depending on its width.
#
# Expected: numpy's scalars behave alike: all arrive as numbers, or all are refused.
# What happens (opentelemetry-sdk 1.45.2, numpy 2.4.6): numpy.float64 is a subclass of Python's float and is sent as a double.
#   numpy.int64, numpy.float32 and numpy.bool are subclasses of nothing that the SDK knows: since str() is called on unknown types, they are
#   sent as the texts "5", "1.0" and "True", with a warning in the log of each process (older releases dropped them).
# Costs: one attribute in two types. A store that fixes the type of a field by the first value (Elasticsearch, OpenSearch, many column
#   stores) refuses the others from then on; sums and comparisons over the field miss the spans that carry text.
# Do: value.item() before set_attribute (tried below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp-proto-http==1.45.2 numpy==2.4.6
receiver main
cat >"$work/app.py" <<'PY'
import numpy
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
with provider.get_tracer("shop").start_as_current_span("order") as span:
    span.set_attribute("float64", numpy.float64(1.0))
    span.set_attribute("float32", numpy.float32(1.0))
    span.set_attribute("int64", numpy.int64(5))
    span.set_attribute("bool", numpy.bool_(True))
    span.set_attribute("int64.item", numpy.int64(5).item())
PY
cat >"$work/wire.py" <<'PY'
import base64, json, sys
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

request = ExportTraceServiceRequest.FromString(base64.b64decode(json.loads(open(sys.argv[1]).readline())["body"]))
for attribute in request.resource_spans[0].scope_spans[0].spans[0].attributes:
    kind = attribute.value.WhichOneof("value")
    print(attribute.key, kind, getattr(attribute.value, kind))
PY
settings=(OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)")
alone "$python" "$work/app.py" 2>"$work/log"
"$python" "$work/wire.py" "$work/main.jsonl" >"$work/out"

note "opentelemetry-sdk 1.45.2, numpy 2.4.6: what is on the wire"
expect_line "numpy.float64(1.0)" "$work/out" '^float64 double_value 1.0$'
expect_line "numpy.float32(1.0)" "$work/out" '^float32 string_value 1.0$'
expect_line "numpy.int64(5)" "$work/out" '^int64 string_value 5$'
expect_line "numpy.bool_(True)" "$work/out" '^bool string_value True$'
expect_line "numpy.int64(5).item()" "$work/out" '^int64.item int_value 5$'
expect_line "the log" "$work/log" 'Invalid type .*numpy.int64.* for attribute value'
finish
