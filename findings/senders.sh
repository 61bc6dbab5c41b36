# shellcheck shell=bash
# Sourced after lib.sh by findings that compare SDKs: programs that read the environment as their SDK does, send one span
# named "order" and say what the flush answered. senders python js go java builds them, send LANGUAGE runs one with "${settings[@]}"
# and leaves its output in $work/LANGUAGE.log.
#
# Versions: Python 1.45.2 (requests 2.34.2, grpcio 1.85.3), JavaScript sdk-node 0.301.0 on Node 26.10.0, Go 1.47.0 with autoexport 0.72.0,
# Java 1.66.0 (autoconfigure, OkHttp 5.5.0).
versions='Python 1.45.2, JavaScript 0.301.0, Go 1.47.0, Java 1.66.0'

senders() {
  local language
  for language in "$@"; do
    "${language}_sender"
  done
}

send() {
  local language="$1"
  case "$language" in
  python) alone OTEL_TRACES_EXPORTER=otlp "${settings[@]}" "$python" "$work/sender.py" ;;
  js) alone "$node" "$work/npm/sender.cjs" ;;
  go) alone "$work/go-sender/sender" ;;
  java) alone java -cp "$work/jars/*" "$work/Sender.java" ;;
  esac >"$work/$language.log" 2>&1 || true
}

python_sender() {
  python_packages opentelemetry-sdk==1.45.2 opentelemetry-exporter-otlp==1.45.2 requests==2.34.2 grpcio==1.85.3
  cat >"$work/sender.py" <<'PY'
import logging
import time

logging.basicConfig(level=logging.INFO)
from opentelemetry import trace
from opentelemetry.sdk._configuration import _OTelSDKConfigurator

_OTelSDKConfigurator().configure(auto_instrumentation_version=None)
provider = trace.get_tracer_provider()
provider.get_tracer("shop").start_span("order").end()
started = time.monotonic()
print("flush:", provider.force_flush(), "after", round(time.monotonic() - started), "s", flush=True)
provider.shutdown()
PY
}

js_sender() {
  node_runtime 26.10.0
  node_packages @opentelemetry/api@1.10.0 @opentelemetry/sdk-node@0.301.0
  cat >"$work/npm/sender.cjs" <<'JS'
const { trace } = require('@opentelemetry/api');
const { NodeSDK } = require('@opentelemetry/sdk-node');

const sdk = new NodeSDK();
sdk.start();
trace.getTracer('shop').startSpan('order').end();
const started = Date.now();
const tell = (outcome) => console.log('flush:', outcome, 'after', Math.round((Date.now() - started) / 1000), 's');
const provider = trace.getTracerProvider();
const real = provider.getDelegate?.() ?? provider;
const refused = (error) => tell(`rejected with ${Array.isArray(error) ? 'an array: ' : ''}${error}, its message: ${error.message},`);
real.forceFlush().then(() => tell('resolved'), refused).then(() => sdk.shutdown()).catch(() => {});
JS
}

go_sender() {
  mkdir -p "$work/go-sender"
  cat >"$work/go-sender/main.go" <<'GO'
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"go.opentelemetry.io/contrib/exporters/autoexport"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	ctx := context.Background()
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { fmt.Println("error handler:", err) }))
	exporter, err := autoexport.NewSpanExporter(ctx)
	if err != nil {
		fmt.Println("exporter:", err)
		os.Exit(1)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	_, span := provider.Tracer("shop").Start(ctx, "order")
	span.End()
	started := time.Now()
	fmt.Println("flush:", provider.ForceFlush(ctx), "after", int(time.Since(started).Seconds()+0.5), "s")
	_ = provider.Shutdown(ctx)
}
GO
  go_program sender go.opentelemetry.io/contrib/exporters/autoexport@v0.72.0 go.opentelemetry.io/otel@v1.47.0 go.opentelemetry.io/otel/sdk@v1.47.0
}

java_sender() {
  java_packages io.opentelemetry:opentelemetry-sdk-extension-autoconfigure:1.66.0 io.opentelemetry:opentelemetry-exporter-otlp:1.66.0
  cat >"$work/Sender.java" <<'JAVA'
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.concurrent.TimeUnit;

public class Sender {
  public static void main(String[] arguments) {
    var sdk = AutoConfiguredOpenTelemetrySdk.builder().disableShutdownHook().build().getOpenTelemetrySdk();
    sdk.getTracer("shop").spanBuilder("order").startSpan().end();
    long started = System.nanoTime();
    var flush = sdk.getSdkTracerProvider().forceFlush().join(40, TimeUnit.SECONDS);
    System.out.println("flush: " + flush.isSuccess() + " after " + Math.round((System.nanoTime() - started) / 1e9) + " s");
    sdk.close();
    System.exit(0);
  }
}
JAVA
}
