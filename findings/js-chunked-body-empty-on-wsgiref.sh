#!/usr/bin/env bash
# A home-made receiver stores Python's spans and gets nothing but empty bodies from JavaScript, with 200 on both sides.
#
# Expected: what takes OTLP/HTTP from one SDK takes it from another.
# What happens (@opentelemetry/exporter-trace-otlp-proto 0.301.0, Flask 3.1.2 on Python's wsgiref): the JavaScript exporter streams its body and so sends
#   Transfer-Encoding: chunked; the Python exporter sends Content-Length. Python's wsgiref (and BaseHTTPRequestHandler) does not
#   decode chunks, so request.get_data() is empty. An empty body is a valid, empty ExportTraceServiceRequest, and an honest receiver answers 200.
#   gunicorn 27.0.1 under the same application decodes it.
# Costs: test receivers, webhooks and function gateways "work" with curl and with Python and lose every span of Node programs; nobody logs anything.
# Do: serve with gunicorn, waitress or Werkzeug; refuse a request with Transfer-Encoding that the server did not decode (411).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$here/senders.sh"

python_packages flask==3.1.2 werkzeug==3.1.9 gunicorn==27.0.1
senders python js
cat >"$work/home_made.py" <<'PY'
import sys
from wsgiref.simple_server import make_server

from flask import Flask, request

app = Flask(__name__)


@app.post("/v1/traces")
def traces():
    size = len(request.get_data())
    kind = request.environ["SERVER_SOFTWARE"].split("/")[0]
    print(kind, request.headers["user-agent"].split("-")[-1].split("/")[0], "empty" if size == 0 else "spans", flush=True)
    return b"", 200, {"content-type": "application/x-protobuf"}


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), app).serve_forever()
PY

# serve PORT COMMAND...: sends a span from each SDK to it.
serve() {
  local language to="$1"
  shift
  settings=(PYTHONPATH="$work")
  start "$work/served" "$@"
  wait_for_port "$to"
  for language in python js; do
    settings=(
      OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$to" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
      OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none OTEL_NODE_RESOURCE_DETECTORS=env
    )
    send "$language"
    cat "$work/$language.log" >>"$work/sent"
  done
}
first="$(free_port)"
serve "$first" "$python" "$work/home_made.py" "$first"
second="$(free_port)"
serve "$second" "$work/python/bin/gunicorn" --bind "127.0.0.1:$second" home_made:app

note "Flask 3.1.2 on wsgiref and on gunicorn 27.0.1; Python 1.45.2, JavaScript 0.301.0"
expect_line "wsgiref, from Python" "$work/served" '^WSGIServer Python spans'
expect_line "wsgiref, from JavaScript" "$work/served" '^WSGIServer JavaScript empty'
expect_line "gunicorn, from JavaScript" "$work/served" '^gunicorn JavaScript spans'
expect_line "what the JavaScript SDK says" "$work/sent" '^flush: resolved'
expect_no_line "a failed flush" "$work/sent" 'rejected|Failed'
finish
