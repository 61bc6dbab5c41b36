#!/usr/bin/env bash
# A line in ~/.netrc replaces the API key of Python's OTLP/HTTP exporter.
#
# Expected: OTEL_EXPORTER_OTLP_HEADERS is the last word on the headers of an export.
# What happens (opentelemetry-exporter-otlp-proto-http 1.45.2 on requests 2.34.2): the exporter gives its headers to a
#   requests.Session that trusts the environment. For a host that ~/.netrc (or $NETRC) names, requests sets Authorization to Basic
#   with login and password of that line, after the headers of the call. The key from the setting never leaves the process.
#   The same exporter over gRPC, and the exporters of other languages, do not read .netrc.
# Costs: 401 for a key that is right, on one developer's machine or one CI runner only (those where git, pip, conda or a
#   package feed of the same host left a .netrc), and nothing in settings, code or log points there.
# Do: take the host out of .netrc, or start with NETRC=/dev/null (tried below).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

python_packages opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp-proto-http==1.45.2 requests==2.34.2
receiver main
printf 'machine 127.0.0.1 login feed password feed-password\n' >"$work/home/.netrc"
chmod 600 "$work/home/.netrc"

cat >"$work/app.py" <<'PY'
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
provider.get_tracer("shop").start_span("order").end()
PY
settings=(
  OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$(port main)"
  OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer%20key-of-the-backend,x-team=shop"
)
alone "$python" "$work/app.py"
alone NETRC=/dev/null "$python" "$work/app.py"

note "opentelemetry-exporter-otlp-proto-http 1.45.2, requests 2.34.2"
expect "authorization with a line for the host in .netrc" "$(seen main 'all[0].headers.authorization')" \
  "Basic $(printf 'feed:feed-password' | base64)"
expect "another header of the same setting" "$(seen main 'all[0].headers["x-team"]')" "shop"
expect "authorization with NETRC=/dev/null" "$(seen main 'all[1].headers.authorization')" "Bearer key-of-the-backend"
finish
