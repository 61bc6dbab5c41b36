// A shop and a stock service in one program, instrumented with otelhttp.
//
//	apps stock            serves /items/{id} on 127.0.0.1:$LISTEN_PORT until it answered $CALLS calls
//	apps shop             serves /order on a free port, calls itself $CALLS times, and ends
//	apps batch            a job without a server
//
// FAULT names what is wrong; without it everything is right.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/contrib/exporters/autoexport"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/contrib/propagators/autoprop"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

var fault = os.Getenv("FAULT")

const host = "127.0.0.1"

func main() {
	if err := start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func start() error {
	ctx := context.Background()
	provider, err := tracing(ctx)
	if err != nil {
		return err
	}
	run := map[string]func(context.Context) error{"stock": stock, "shop": shop, "batch": batch}[os.Args[1]]
	if run == nil {
		return errors.New("stock, shop or batch?")
	}
	if err := run(ctx); err != nil {
		return err
	}
	if fault == "no-flush" {
		os.Exit(0)
	}
	if fault == "crash" {
		var nobody *http.Server
		fmt.Println(nobody.Addr)
	}
	return provider.Shutdown(ctx)
}

func tracing(ctx context.Context) (*sdktrace.TracerProvider, error) {
	exporter, err := autoexport.NewSpanExporter(ctx)
	if err != nil {
		return nil, err
	}
	options := []sdktrace.TracerProviderOption{sdktrace.WithBatcher(exporter)}
	if fault == "resource-in-code" {
		options = append(options, sdktrace.WithResource(resource.NewSchemaless(
			attribute.String("service.name", "go-template"))))
	}
	if fault == "name-in-code" {
		own := resource.NewSchemaless(attribute.String("service.name", "go-template"))
		merged, err := resource.Merge(resource.Default(), own)
		if err != nil {
			return nil, err
		}
		options = append(options, sdktrace.WithResource(merged))
	}
	provider := sdktrace.NewTracerProvider(options...)
	if fault == "not-set" {
		return provider, nil
	}
	otel.SetTracerProvider(provider)
	if fault != "no-propagator" {
		otel.SetTextMapPropagator(autoprop.NewTextMapPropagator())
	}
	return provider, nil
}

func tracer() trace.Tracer { return otel.Tracer("example.com/shop") }

// Serves until so many calls were answered, at most for 20 seconds.
func serve(port string, handler http.Handler, calls int) (string, chan struct{}, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return "", nil, err
	}
	done := make(chan struct{})
	answered := make(chan struct{}, 1024)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r)
		answered <- struct{}{}
	})}
	go server.Serve(listener)
	go func() {
		defer close(done)
		late := time.After(20 * time.Second)
		for range calls {
			select {
			case <-answered:
			case <-late:
				return
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		server.Shutdown(ctx)
	}()
	return listener.Addr().String(), done, nil
}

func stock(context.Context) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		_, span := tracer().Start(r.Context(), "look up item")
		defer span.End()
		span.SetAttributes(attribute.String("shop.item.id", r.PathValue("id")))
		time.Sleep(2 * time.Millisecond)
		fmt.Fprintln(w, `{"left": 3}`)
	})
	var handler http.Handler = mux
	if fault != "server-not-instrumented" {
		handler = otelhttp.NewHandler(mux, "stock")
	}
	_, done, err := serve(os.Getenv("LISTEN_PORT"), handler, calls())
	if err == nil {
		<-done
	}
	return err
}

func shop(ctx context.Context) error {
	client := &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}
	if fault == "client-not-instrumented" {
		client = &http.Client{}
	}
	if err := ready(os.Getenv("LISTEN_PORT")); err != nil {
		return err
	}
	order := func(w http.ResponseWriter, r *http.Request) {
		ctx, span := tracer().Start(r.Context(), "place order")
		defer finish(span)
		annotate(span)
		if fault == "context-lost" {
			ctx = context.Background()
		}
		body, err := get(ctx, client, "http://"+net.JoinHostPort(host, os.Getenv("STOCK_PORT"))+"/items/7")
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		fmt.Fprint(w, body)
	}
	address, done, err := serve("0", otelhttp.NewHandler(http.HandlerFunc(order), "shop"), calls())
	if err != nil {
		return err
	}
	for range calls() {
		if _, err := get(ctx, &http.Client{}, "http://"+address+"/order"); err != nil {
			return err
		}
	}
	<-done
	time.Sleep(20 * time.Millisecond)
	return nil
}

func batch(ctx context.Context) error {
	ctx, job := tracer().Start(ctx, "nightly job")
	defer finish(job)
	annotate(job)
	for row := range 5 {
		_, span := tracer().Start(ctx, "row")
		span.SetAttributes(attribute.Int("shop.row", row))
		time.Sleep(time.Millisecond)
		span.End()
	}
	return nil
}

func finish(span trace.Span) {
	switch fault {
	case "never-ended":
	case "ended-twice":
		span.End()
		span.End()
	case "set-after-end":
		span.End()
		span.SetAttributes(attribute.Bool("shop.order.done", true))
	default:
		span.End()
	}
}

func annotate(span trace.Span) {
	switch fault {
	case "many-attributes":
		for number := range 200 {
			span.SetAttributes(attribute.Int("shop.field."+strconv.Itoa(number), number))
		}
	case "deprecated-names":
		span.SetAttributes(attribute.String("http.method", "GET"), attribute.Int("http.status_code", 200))
	case "bad-names":
		span.SetAttributes(attribute.String("Order Id", "7"), attribute.String("HTTP.METHOD", "GET"))
	case "clock-ahead":
		_, late := tracer().Start(context.Background(), "price check",
			trace.WithTimestamp(time.Now().Add(time.Hour)))
		late.End(trace.WithTimestamp(time.Now().Add(time.Hour + time.Second)))
	default:
		span.SetAttributes(attribute.String("shop.order.id", "7"))
	}
}

// Waits until the stock service listens, at most for ten seconds.
func ready(port string) error {
	for range 200 {
		connection, err := net.Dial("tcp", net.JoinHostPort(host, port))
		if err == nil {
			return connection.Close()
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("the stock service is not there")
}

func get(ctx context.Context, client *http.Client, url string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return strings.TrimSpace(string(body)), err
}

func calls() int {
	if number, err := strconv.Atoi(os.Getenv("CALLS")); err == nil {
		return number
	}
	return 3
}
