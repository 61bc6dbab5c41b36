import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.concurrent.TimeUnit;

/**
 * Sends with the SDK that autoconfigure makes of the environment: one span, and prints its trace id; with the argument
 * "metrics" a point of each instrument.
 */
public final class Send {
  /** How long to wait for what is sent again, in seconds. */
  private static final long PATIENCE =
      Long.parseLong(System.getenv().getOrDefault("SEND_PATIENCE", "4"));

  private Send() {}

  public static void main(String[] arguments) {
    OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();
    boolean metrics = arguments.length > 0 && arguments[0].equals("metrics");
    System.out.println("{\"traceId\":\"" + (metrics ? sendMetrics(sdk) : sendSpan(sdk)) + "\"}");
    System.out.flush();
    // Threads of the HTTP client would hold the process up.
    Runtime.getRuntime().halt(0);
  }

  private static String sendSpan(OpenTelemetrySdk sdk) {
    Span span = sdk.getTracer("otel-doctor.test").spanBuilder("test span from java").startSpan();
    span.end();
    sdk.getSdkTracerProvider().forceFlush().join(PATIENCE, TimeUnit.SECONDS);
    return span.getSpanContext().getTraceId();
  }

  private static String sendMetrics(OpenTelemetrySdk sdk) {
    Meter meter = sdk.getMeter("otel-doctor.test");
    meter.counterBuilder("counter").build().add(1);
    meter.upDownCounterBuilder("updowncounter").build().add(1);
    meter.histogramBuilder("histogram").build().record(1);
    meter.gaugeBuilder("gauge").build().set(1);
    meter.counterBuilder("observablecounter").buildWithCallback(point -> point.record(1));
    meter.upDownCounterBuilder("observableupdowncounter").buildWithCallback(point -> point.record(1));
    meter.gaugeBuilder("observablegauge").buildWithCallback(point -> point.record(1));
    sdk.getSdkMeterProvider().forceFlush().join(PATIENCE, TimeUnit.SECONDS);
    return "sent";
  }
}
