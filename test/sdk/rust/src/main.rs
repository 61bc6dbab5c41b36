//! Sends one span and prints its trace id; with the argument "metrics" a point of each instrument. The crate picks no
//! transport by itself: this program takes tonic where OTEL_EXPORTER_OTLP_PROTOCOL says grpc, else HTTP.

use opentelemetry::metrics::{Meter, MeterProvider};
use opentelemetry::trace::{Span, Tracer, TracerProvider};
use opentelemetry_otlp::{ExporterBuildError, MetricExporter, SpanExporter};
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::time::Duration;

/// How long to wait for what is sent again: SEND_PATIENCE in seconds, or 4.
fn patience() -> Duration {
    let given = std::env::var("SEND_PATIENCE").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(given.unwrap_or(4))
}

fn wants_grpc() -> bool {
    std::env::var("OTEL_EXPORTER_OTLP_PROTOCOL").as_deref() == Ok("grpc")
}

fn or_end<T>(built: Result<T, ExporterBuildError>) -> T {
    built.unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(1);
    })
}

fn send_span() -> String {
    let exporter = or_end(if wants_grpc() {
        SpanExporter::builder().with_tonic().build()
    } else {
        SpanExporter::builder().with_http().build()
    });
    let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).build();
    let mut span = provider.tracer("otel-doctor.test").start("test span from rust");
    span.end();
    if let Err(error) = provider.shutdown_with_timeout(patience()) {
        eprintln!("{error}");
    }
    span.span_context().trace_id().to_string()
}

fn record(meter: &Meter) {
    meter.u64_counter("counter").build().add(1, &[]);
    meter.i64_up_down_counter("updowncounter").build().add(1, &[]);
    meter.u64_histogram("histogram").build().record(1, &[]);
    meter.u64_gauge("gauge").build().record(1, &[]);
    meter.u64_observable_counter("observablecounter").with_callback(|o| o.observe(1, &[])).build();
    meter.i64_observable_up_down_counter("observableupdowncounter").with_callback(|o| o.observe(1, &[])).build();
    meter.u64_observable_gauge("observablegauge").with_callback(|o| o.observe(1, &[])).build();
}

fn send_metrics() -> String {
    let exporter = or_end(if wants_grpc() {
        MetricExporter::builder().with_tonic().build()
    } else {
        MetricExporter::builder().with_http().build()
    });
    let provider = SdkMeterProvider::builder().with_periodic_exporter(exporter).build();
    record(&provider.meter("otel-doctor.test"));
    if let Err(error) = provider.shutdown_with_timeout(patience()) {
        eprintln!("{error}");
    }
    "sent".to_string()
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    // Tonic wants to be built in a runtime, and the blocking client of reqwest outside of one.
    let _entered = wants_grpc().then(|| runtime.enter());
    let metrics = std::env::args().nth(1).as_deref() == Some("metrics");
    println!("{{\"traceId\":\"{}\"}}", if metrics { send_metrics() } else { send_span() });
}
