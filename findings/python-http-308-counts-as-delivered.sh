#!/usr/bin/env bash
# Python's OTLP/HTTP exporter takes a redirect for success.
#
# Expected: a POST that is answered with 301 or 308 (a proxy that sends http to https, a slash too many) is followed, or
#   it fails and the log says so. Go and Java follow a 308; JavaScript reports an error.
# What happens (opentelemetry-exporter-otlp-proto-http 1.45.2): every status from 200 to 399 is success
#   (exporter/otlp/common/http.py), and the request is made with allow_redirects=False. export() answers SUCCESS, nothing is
#   logged at any level but urllib3's own debug lines, force_flush() is True, and the address of the redirect is never asked.
# Costs: all telemetry, with every sign on green. ingress-nginx redirects http to https with 308 unless it is told not to.
# Do: give the address that the redirect names; alert on what arrives, not on what the SDK says.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp-proto-http==1.45.2 requests==2.34.2
receiver target
receiver redirects --status 308 --header "location: http://127.0.0.1:$(port target)/v1/traces"

cat >"$work/app.py" <<'PY'
import logging

logging.basicConfig(level=logging.INFO)
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


class Watched(OTLPSpanExporter):
    def export(self, spans):
        result = super().export(spans)
        print("export:", result.name)
        return result


provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(Watched()))
provider.get_tracer("shop").start_span("order").end()
print("flushed:", provider.force_flush())
provider.shutdown()
PY
settings=(OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port redirects)")
alone "$python" "$work/app.py" >"$work/out" 2>"$work/err"

note "opentelemetry-exporter-otlp-proto-http 1.45.2, a receiver that answers 308"
expect "what export() and force_flush() say" "$(paste -sd ' ' "$work/out")" "export: SUCCESS flushed: True"
expect "log lines at level INFO and above" "$(wc -l <"$work/err")" "0"
expect "requests to the redirecting address" "$(seen redirects 'all.length')" "1"
expect "requests to the address in Location" "$(seen target 'all.length')" "0"
finish
