import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.concurrent.TimeUnit;

/** Sends one span with the SDK that autoconfigure makes of the environment, and prints its trace id. */
public final class Send {
  private Send() {}

  public static void main(String[] arguments) {
    OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();
    Span span = sdk.getTracer("otel-doctor.test").spanBuilder("test span from java").startSpan();
    span.end();
    sdk.getSdkTracerProvider().forceFlush().join(4, TimeUnit.SECONDS);
    System.out.println("{\"traceId\":\"" + span.getSpanContext().getTraceId() + "\"}");
    System.out.flush();
    // Threads of the HTTP client would hold the process up.
    Runtime.getRuntime().halt(0);
  }
}
