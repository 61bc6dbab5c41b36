//! Sends one span and says which. The crate picks no transport by itself: this program takes the one that
//! OTEL_EXPORTER_OTLP_PROTOCOL names, else HTTP. A second argument, "diagnostics", lowers the level of what is logged.

use opentelemetry::trace::{Span, Tracer, TracerProvider};
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::time::Duration;
use tracing_subscriber::filter::LevelFilter;

fn exporter() -> Result<SpanExporter, ExporterBuildError> {
    let http = |protocol| SpanExporter::builder().with_http().with_protocol(protocol).build();
    match std::env::var("OTEL_EXPORTER_OTLP_PROTOCOL").as_deref() {
        Ok("grpc") => SpanExporter::builder().with_tonic().build(),
        Ok("http/json") => http(Protocol::HttpJson),
        _ => http(Protocol::HttpBinary),
    }
}

fn main() {
    let level = if std::env::args().len() > 2 { LevelFilter::DEBUG } else { LevelFilter::INFO };
    tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false).init();
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
    let mut span = provider.tracer("checkout").start("pay");
    span.end();
    if let Err(error) = provider.shutdown_with_timeout(Duration::from_secs(8)) {
        eprintln!("{error}");
    }
    println!("{{\"sent\":\"{}\"}}", span.span_context().trace_id());
}
