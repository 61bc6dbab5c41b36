import { describe, expect, test } from 'vitest';
import { countersOf, fell, hopsBetween } from '../../../src/probes/behind/counters.ts';
import { readExposition } from '../../../src/probes/behind/exposition.ts';

const counters = (...lines: readonly string[]) => countersOf(readExposition(lines.join('\n')).samples);
const moved = (...lines: readonly string[]) =>
  hopsBetween(counters(), counters(...lines)).map(({ kind, name, signal, moved: by }) => ({
    hop: `${kind} ${name} ${signal}`,
    ...by,
  }));

describe('names of every generation', () => {
  test.each([
    ['0.158', 'otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 37'],
    ['with a type', 'otelcol_receiver_accepted_spans_total{receiver="otlp",transport="http"} 37'],
    ['0.50, without a prefix', 'receiver_accepted_spans{receiver="otlp"} 37'],
    ['with a scope', 'otelcol_receiver_accepted_spans_total{otel_scope_name="x",receiver="otlp"} 37'],
    ['of a vendor', 'tempo_receiver_accepted_spans{receiver="otlp",transport="grpc"} 37'],
    ['with dots', '{"otelcol.receiver.accepted_spans",receiver="otlp"} 37'],
    [
      'of every component alike',
      'otelcol_receiver_produced_items_total{otelcol_component_id="otlp",otelcol_signal="traces",outcome="success"} 37',
    ],
    [
      'of every component alike, with scope attributes',
      'otelcol_receiver_produced_items{otel_scope_otelcol_component_id="otlp",otel_scope_otelcol_signal="traces",outcome="success"} 37',
    ],
  ])('a receiver, %s', (_, line) => {
    expect(moved(line)).toEqual([{ hop: 'receiver otlp traces', accepted: 37 }]);
  });

  test.each([
    ['otelcol_processor_incoming_items{otel_signal="traces",processor="filter/a"} 37', { in: 37 }],
    ['otelcol_processor_outgoing_items{otel_signal="traces",processor="filter/a"} 5', { out: 5 }],
    ['otelcol_processor_refused_spans{processor="filter/a"} 5', { refused: 5 }],
    ['otelcol_processor_dropped_spans_total{processor="filter/a"} 5', { dropped: 5 }],
    ['otelcol_processor_filter_spans_filtered_ratio_total{filter="filter/a"} 5', { dropped: 5 }],
    [
      'otelcol_processor_probabilistic_sampler_count_traces_sampled{processor="filter/a",sampled="false"} 5',
      { dropped: 5 },
    ],
    ['otelcol_processor_memory_limiter_refused_spans{processor="filter/a"} 5', { refused: 5 }],
  ])('a processor: %s', (line, by) => {
    expect(moved(line)).toEqual([{ hop: 'processor filter/a traces', ...by }]);
  });

  /** As Collector 0.102.1 says it, with the labels of its resource. */
  const RESOURCE = 'service_instance_id="1ca9635f",service_name="otelcol",service_version="0.102.1"';

  test('processors of 0.102, which count only what they drop', () => {
    expect(
      moved(
        `otelcol_processor_probabilistic_sampler_count_traces_sampled{policy="sampling_priority",sampled="false",${RESOURCE}} 37`,
        `otelcol_processor_filter_spans_filtered{filter="filter/t",${RESOURCE}} 37`,
        `otelcol_receiver_accepted_spans{receiver="otlp",${RESOURCE},transport="http"} 37`,
      ),
    ).toEqual([
      { hop: 'receiver otlp traces', accepted: 37 },
      { hop: 'processor probabilistic_sampler traces', dropped: 37 },
      { hop: 'processor filter/t traces', dropped: 37 },
    ]);
  });

  test('what a sampler keeps is not what it drops', () => {
    expect(
      moved('otelcol_processor_probabilistic_sampler_count_traces_sampled{processor="p",sampled="true"} 5'),
    ).toEqual([]);
  });

  test('an exporter of Alloy, by the name of its component', () => {
    expect(
      moved(
        'otelcol_exporter_sent_spans_total{component_id="otelcol.exporter.otlp.default",component_path="/"} 7',
      ),
    ).toEqual([{ hop: 'exporter otelcol.exporter.otlp.default traces', sent: 7 }]);
  });

  test('metrics and logs have items of their own', () => {
    expect(
      moved(
        'otelcol_receiver_accepted_metric_points{receiver="otlp"} 3',
        'otelcol_exporter_send_failed_log_records{exporter="x"} 4',
      ),
    ).toEqual([
      { hop: 'receiver otlp metrics', accepted: 3 },
      { hop: 'exporter x logs', sendFailed: 4 },
    ]);
  });

  test('two generations side by side are counted once, transports together', () => {
    expect(
      moved(
        'otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 30',
        'otelcol_receiver_accepted_spans{receiver="otlp",transport="grpc"} 7',
        'otelcol_receiver_produced_items{otelcol_component_id="otlp",otelcol_signal="traces",outcome="success"} 37',
      ),
    ).toEqual([{ hop: 'receiver otlp traces', accepted: 37 }]);
  });

  test.each([
    'http_server_duration_count{route="/"} 5',
    'my_exporter_total 5',
    'otelcol_exporter_queue_batch_send_size_sum{exporter="x"} 5',
    'otelcol_receiver_accepted_spans 5',
    'otelcol_receiver_accepted_spans{receiver="x"} NaN',
  ])('%s is none of them', (line) => {
    expect(moved(line)).toEqual([]);
  });
});

describe('between two looks', () => {
  const queue = (size: number, inFlight: number): readonly string[] => [
    `otelcol_exporter_queue_size{data_type="traces",exporter="x"} ${size}`,
    'otelcol_exporter_queue_capacity{data_type="traces",exporter="x"} 1000',
    `otelcol_exporter_in_flight_requests{data_type="traces",exporter="x"} ${inFlight}`,
  ];

  test('an exporter says what waits, where it sends and why it fails', () => {
    const [hop] = hopsBetween(
      counters(...queue(0, 0)),
      counters(
        ...queue(2, 1),
        'otelcol_exporter_send_failed_spans{exporter="x",server_address="10.0.0.5",server_port="4317",error_type="Unauthenticated"} 37',
      ),
    );
    expect(hop).toEqual({
      kind: 'exporter',
      name: 'x',
      signal: 'traces',
      moved: { sendFailed: 37 },
      waiting: {
        before: { size: 0, capacity: 1000, inFlight: 0 },
        after: { size: 2, capacity: 1000, inFlight: 1 },
      },
      to: '10.0.0.5:4317',
      error: 'Unauthenticated',
    });
  });

  test('a counter that was not there counted nothing, and one that fell began anew', () => {
    const before = counters('otelcol_receiver_accepted_spans{receiver="otlp"} 100');
    const after = counters('otelcol_receiver_accepted_spans{receiver="otlp"} 37');
    expect(hopsBetween(before, after)[0]?.moved).toEqual({ accepted: 37 });
    expect(fell(before, after)).toBe(true);
    expect(fell(counters(), after)).toBe(false);
  });

  test('the way is told from the receiver to the exporter', () => {
    expect(
      moved(
        'otelcol_exporter_sent_spans{exporter="x"} 1',
        'otelcol_processor_outgoing_items{otel_signal="traces",processor="p"} 1',
        'otelcol_receiver_accepted_spans{receiver="otlp"} 1',
      ).map(({ hop }) => hop.split(' ')[0]),
    ).toEqual(['receiver', 'processor', 'exporter']);
  });
});
