import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.TimeUnit;

/**
 * Sends one item of the signal named with the SDK that autoconfigure makes of the environment, and says which it was.
 * What is logged goes through java.util.logging, which a file of the caller's sets up.
 */
public final class Send {
  private Send() {}

  public static void main(String[] arguments) {
    OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();
    String sent = arguments[0];
    CompletableResultCode flushed;
    switch (sent) {
      case "metrics":
        sdk.getMeter("checkout").counterBuilder("payments").build().add(1);
        flushed = sdk.getSdkMeterProvider().forceFlush();
        break;
      case "logs":
        sdk.getSdkLoggerProvider().get("checkout").logRecordBuilder().setSeverity(Severity.WARN).setBody("paid late").emit();
        flushed = sdk.getSdkLoggerProvider().forceFlush();
        break;
      default:
        Span span = sdk.getTracer("checkout").spanBuilder("pay").startSpan();
        span.end();
        sent = span.getSpanContext().getTraceId();
        flushed = sdk.getSdkTracerProvider().forceFlush();
    }
    flushed.join(8, TimeUnit.SECONDS);
    System.err.flush();
    System.out.println("{\"sent\":\"" + sent + "\"}");
    System.out.flush();
    // Threads of the HTTP client would hold the process up.
    Runtime.getRuntime().halt(0);
  }
}
