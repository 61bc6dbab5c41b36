// Sends one span with the exporter that autoexport makes of the environment, and prints its trace id.
// With the argument "metrics" it sends a point of each instrument; with "versions" it prints the versions of the OpenTelemetry modules that it is built from.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"runtime/debug"
	"time"

	"go.opentelemetry.io/contrib/exporters/autoexport"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "versions" {
		printVersions()
		return
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Println(err) }))
	if len(os.Args) > 1 && os.Args[1] == "metrics" {
		sendMetrics()
		return
	}
	send()
}

func sendMetrics() {
	reader, err := autoexport.NewMetricReader(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	provider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader))
	record(provider.Meter("otel-doctor.test"))
	limited, cancel := context.WithTimeout(context.Background(), patience())
	defer cancel()
	if err := provider.Shutdown(limited); err != nil {
		log.Println(err)
	}
	printLine(map[string]string{"traceId": "sent"})
}

func record(meter metric.Meter) {
	ctx := context.Background()
	once := metric.WithInt64Callback(func(_ context.Context, observer metric.Int64Observer) error {
		observer.Observe(1)
		return nil
	})
	counter, _ := meter.Int64Counter("counter")
	counter.Add(ctx, 1)
	updown, _ := meter.Int64UpDownCounter("updowncounter")
	updown.Add(ctx, 1)
	histogram, _ := meter.Int64Histogram("histogram")
	histogram.Record(ctx, 1)
	gauge, _ := meter.Int64Gauge("gauge")
	gauge.Record(ctx, 1)
	meter.Int64ObservableCounter("observablecounter", once)
	meter.Int64ObservableUpDownCounter("observableupdowncounter", once)
	meter.Int64ObservableGauge("observablegauge", once)
}

// How long to wait for what is sent again: SEND_PATIENCE in seconds, or 4.
func patience() time.Duration {
	if given, err := time.ParseDuration(os.Getenv("SEND_PATIENCE") + "s"); err == nil {
		return given
	}
	return 4 * time.Second
}

func send() {
	exporter, err := autoexport.NewSpanExporter(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	_, span := provider.Tracer("otel-doctor.test").Start(context.Background(), "test span from go")
	span.End()
	limited, cancel := context.WithTimeout(context.Background(), patience())
	defer cancel()
	if err := provider.Shutdown(limited); err != nil {
		log.Println(err)
	}
	printLine(map[string]string{"traceId": span.SpanContext().TraceID().String()})
}

func printVersions() {
	versions := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			versions[module.Path] = module.Version
		}
	}
	printLine(versions)
}

func printLine(values map[string]string) {
	line, _ := json.Marshal(values)
	fmt.Println(string(line))
}
