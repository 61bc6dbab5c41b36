// Sends one item of a signal with the exporter that autoexport makes of the environment, and says which it was.
// The first argument is the signal; a second one, "diagnostics", has the SDK print all that it logs.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/go-logr/stdr"
	"go.opentelemetry.io/contrib/exporters/autoexport"
	"go.opentelemetry.io/otel"
	otellog "go.opentelemetry.io/otel/log"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	if len(os.Args) > 2 {
		stdr.SetVerbosity(8)
		otel.SetLogger(stdr.New(log.New(os.Stderr, "", log.LstdFlags|log.Lshortfile)))
	}
	ctx := context.Background()
	sent, shutdown := send(ctx, os.Args[1])
	limited, cancel := context.WithTimeout(ctx, 8*time.Second)
	defer cancel()
	if err := shutdown(limited); err != nil {
		log.Println(err)
	}
	line, _ := json.Marshal(map[string]string{"sent": sent})
	fmt.Println(string(line))
}

func send(ctx context.Context, signal string) (string, func(context.Context) error) {
	switch signal {
	case "metrics":
		reader, err := autoexport.NewMetricReader(ctx)
		stopOn(err)
		provider := metric.NewMeterProvider(metric.WithReader(reader))
		counter, err := provider.Meter("checkout").Int64Counter("payments")
		stopOn(err)
		counter.Add(ctx, 1)
		return signal, provider.Shutdown
	case "logs":
		exporter, err := autoexport.NewLogExporter(ctx)
		stopOn(err)
		provider := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewBatchProcessor(exporter)))
		var record otellog.Record
		record.SetSeverity(otellog.SeverityWarn)
		provider.Logger("checkout").Emit(ctx, record)
		return signal, provider.Shutdown
	default:
		exporter, err := autoexport.NewSpanExporter(ctx)
		stopOn(err)
		provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
		_, span := provider.Tracer("checkout").Start(ctx, "pay")
		span.End()
		return span.SpanContext().TraceID().String(), provider.Shutdown
	}
}

func stopOn(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
