import exporterFailing from '../../../checks/pipeline/exporter-failing.ts';
import type { LoggedMessage, MessagesFact } from '../../../src/model/application.ts';
import type { Hop } from '../../../src/model/behind.ts';
import { sampleExporter, sampleHop, sampleHops, sampleSource } from '../../../src/samples/facts.ts';
import { sampleMessage } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const logged = (change: Partial<LoggedMessage>): MessagesFact => ({
  messages: [sampleMessage(), sampleMessage({ captures: {}, count: 1, ...change })],
  lines: 120,
});

checkTester(exporterFailing)
  .fires(
    'when the sending queue is full',
    {
      messages: logged({
        id: 'collector-queue-full',
        sdk: 'collector',
        codes: ['pipeline/exporter-failing'],
        text: 'Dropping data because sending_queue is full',
      }),
    },
    { says: /so once[\s\S]*queue is full/, fix: 'otel-doctor collector FILE', severity: 'error' },
  )
  .fires(
    'when the cause stands behind the line of the Collector',
    {
      messages: logged({
        id: 'any-refused',
        sdk: 'collector',
        codes: ['network/connection-refused'],
        meaning: 'Nothing listens there',
        text: 'Exporting failed. Dropping data. connection refused',
      }),
    },
    { says: 'keeps trying', fix: 'Nothing listens there' },
  )
  .silent('when the exporter of an application fails', {
    messages: logged({ id: 'any-refused', sdk: 'python', codes: ['network/connection-refused'] }),
  })
  .silent('when the receiver of the Collector complains of a client', {
    messages: logged({ id: 'collector-preface', sdk: 'collector', codes: ['protocol/http-to-grpc-port'] }),
  });

const through = (...hops: readonly Hop[]) => ({
  hops: sampleHops([sampleSource({ hops: [sampleHop(), ...hops] })]),
});
const later = (watchedMs: number) => ({
  hops: { ...sampleHops([sampleSource({ hops: [sampleHop(), sampleExporter({}, true)] })]), watchedMs },
});

checkTester(exporterFailing, 1)
  .fires(
    'when it gave up',
    through({ ...sampleExporter({ sent: 0, sendFailed: 37 }), to: '10.0.0.5:4317' }),
    {
      says: /otlp_grpc\/tempo[\s\S]*to 10\.0\.0\.5:4317[\s\S]*gave up/,
      fix: 'exporters::otlp_grpc/tempo',
      severity: 'error',
      suspicion: false,
    },
  )
  .fires(
    'with the error that it tells',
    through({ ...sampleExporter({ sendFailed: 37 }), error: 'Unauthenticated' }),
    {
      says: 'Unauthenticated',
    },
  )
  .fires('when the queue is full', through(sampleExporter({ enqueueFailed: 37 }, true)), {
    says: 'no room in its queue',
  })
  .fires('when it still tries', later(8_200), {
    says: /still wait after 8 s[\s\S]*1 under way/,
    suspicion: false,
  })
  .fires('as a suspicion, before an exporter would have given up', later(2_000), { suspicion: true })
  .fires(
    'when one of two exporters fails',
    through(sampleExporter({ sent: 37 }), {
      ...sampleExporter({ sendFailed: 37 }),
      name: 'otlp_grpc/second',
    }),
    {
      says: 'otlp_grpc/second',
    },
  )
  .fires(
    'of the Collector that is nearest to the backend',
    {
      hops: sampleHops([
        sampleSource({ hops: [sampleHop(), { ...sampleExporter({ sendFailed: 37 }), name: 'otlp/agent' }] }),
        sampleSource({
          url: 'http://gateway:8888/metrics',
          movedAfterMs: 400,
          hops: [sampleHop(), { ...sampleExporter({ sendFailed: 37 }), name: 'otlp/gateway' }],
        }),
      ]),
    },
    { says: /otlp\/gateway[\s\S]*gateway:8888/ },
  )
  .fires(
    'in other traffic, when nothing at all is handed on',
    {
      hops: sampleHops([
        sampleSource({
          otherTraffic: 5_000,
          hops: [sampleHop({ moved: { accepted: 9_000 } }), sampleExporter({ sent: 0, sendFailed: 9_000 })],
        }),
      ]),
    },
    { says: 'holds for all of it' },
  )
  .silent('when all was sent', through(sampleExporter({ sent: 37, sendFailed: 0 })))
  .silent('in other traffic, when some fail', {
    hops: sampleHops([
      sampleSource({
        otherTraffic: 5_000,
        hops: [sampleHop(), sampleExporter({ sent: 9_000, sendFailed: 100 })],
      }),
    ]),
  })
  .fires(
    'as a suspicion, where an old release counts nothing while it tries again',
    {
      hops: { ...sampleHops([sampleSource({ hops: [sampleHop(), sampleExporter({})] })]), watchedMs: 30_000 },
    },
    { says: /No exporter of the Collector counted the 37 spans within 30 s/, suspicion: true },
  )
  .silent('before a batch has had its time', through(sampleExporter({})))
  .silent('where another exporter has it', {
    hops: {
      ...sampleHops([
        sampleSource({
          hops: [sampleHop(), sampleExporter({}), { ...sampleExporter({ sent: 37 }), name: 'debug' }],
        }),
      ]),
      watchedMs: 30_000,
    },
  });
