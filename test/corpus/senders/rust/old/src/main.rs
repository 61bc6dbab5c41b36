//! Sends one span and says which, with the crates of autumn 2024. They print their errors by themselves; a second
//! argument, "diagnostics", has what lies below them logged too.

use opentelemetry::trace::{Span, TraceError, Tracer, TracerProvider};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{runtime, trace};
use std::time::Duration;
use tracing_subscriber::filter::LevelFilter;

fn exporter() -> Result<SpanExporter, TraceError> {
    let http = |protocol| {
        opentelemetry_otlp::new_exporter()
            .http()
            .with_protocol(protocol)
            .build_span_exporter()
    };
    match std::env::var("OTEL_EXPORTER_OTLP_PROTOCOL").as_deref() {
        Ok("grpc") => opentelemetry_otlp::new_exporter().tonic().build_span_exporter(),
        Ok("http/json") => http(Protocol::HttpJson),
        _ => http(Protocol::HttpBinary),
    }
}

fn main() {
    let level = if std::env::args().len() > 2 { LevelFilter::DEBUG } else { LevelFilter::INFO };
    tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false).init();
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let entered = tokio.enter();
    let exporter = exporter().unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(1);
    });
    let provider = trace::TracerProvider::builder()
        .with_batch_exporter(exporter, runtime::Tokio)
        .build();
    let mut span = provider.tracer("checkout").start("pay");
    let sent = span.span_context().trace_id();
    span.end();
    if let Err(error) = provider.shutdown() {
        eprintln!("{error}");
    }
    drop(entered);
    tokio.shutdown_timeout(Duration::from_secs(1));
    println!("{{\"sent\":\"{sent}\"}}");
}
