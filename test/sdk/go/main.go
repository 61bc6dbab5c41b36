// Sends one span with the exporter that autoexport makes of the environment, and prints its trace id.
// With the argument "versions" it prints the versions of the OpenTelemetry modules that it is built from.
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
	"go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "versions" {
		printVersions()
		return
	}
	send()
}

func send() {
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Println(err) }))
	exporter, err := autoexport.NewSpanExporter(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	_, span := provider.Tracer("otel-doctor.test").Start(context.Background(), "test span from go")
	span.End()
	limited, cancel := context.WithTimeout(context.Background(), 4*time.Second)
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
