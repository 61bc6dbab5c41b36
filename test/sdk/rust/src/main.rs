//! Sends one span and prints its trace id. The crate picks no transport by itself: this program takes tonic where
//! OTEL_EXPORTER_OTLP_PROTOCOL says grpc, else HTTP.

use opentelemetry::trace::{Span, Tracer, TracerProvider};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter};
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::time::Duration;

fn exporter() -> Result<SpanExporter, ExporterBuildError> {
    match std::env::var("OTEL_EXPORTER_OTLP_PROTOCOL").as_deref() {
        Ok("grpc") => SpanExporter::builder().with_tonic().build(),
        _ => SpanExporter::builder().with_http().build(),
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    // Tonic wants to be built in a runtime, and the blocking client of reqwest outside of one.
    let grpc = std::env::var("OTEL_EXPORTER_OTLP_PROTOCOL").as_deref() == Ok("grpc");
    let _entered = grpc.then(|| runtime.enter());
    let exporter = exporter().unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(1);
    });
    let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).build();
    let mut span = provider.tracer("otel-doctor.test").start("test span from rust");
    span.end();
    if let Err(error) = provider.shutdown_with_timeout(Duration::from_secs(4)) {
        eprintln!("{error}");
    }
    println!("{{\"traceId\":\"{}\"}}", span.span_context().trace_id());
}
