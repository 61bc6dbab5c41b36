import {
  collectorName,
  columnBelow,
  insertFix,
  placeEvidence,
  replaceFix,
} from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { CollectorFact } from '../../src/model/collector.ts';
import { type Intake, intakesOf } from '../../src/model/collector-intake.ts';
import type { Fix } from '../../src/model/finding.ts';
import { sampleCollector, sampleReceiver } from '../../src/samples/collector.ts';

const DEFAULTS = 'https://opentelemetry.io/docs/security/config-best-practices/';

/** The line that listens on every address. */
const fixFor = (collector: CollectorFact, intake: Intake): Fix => {
  const { receiver } = intake;
  const title = `Listen on every address of the container, port ${intake.port}`;
  const wide = `0.0.0.0:${intake.port}`;
  const path = ['protocols', intake.protocol];
  const patch =
    intake.endpoint === null
      ? (insertFix(collector, intake.at.line, columnBelow(receiver, ...path), [`endpoint: ${wide}`], title) ??
        replaceFix(
          collector,
          intake.at,
          `${intake.protocol}: {}`,
          `${intake.protocol}: { endpoint: "${wide}" }`,
          title,
        ))
      : replaceFix(collector, intake.at, intake.endpoint, wide, title);
  return patch ?? { title, text: `Set endpoint: ${wide} below ${receiver.id}: ${path.join(': ')}:` };
};

export default defineCheck({
  id: 'pipeline/receiver-bound-to-loopback',
  title: 'The receiver of the Collector listens on localhost only',
  severity: 'error',
  why: `Since version 0.104 a receiver without an \`endpoint\` listens on localhost and no longer on every address. Inside of a container that
is the container itself: nothing outside of it gets through, although the port is published. Docker accepts the connection on the
host and resets it. The configuration that is built into the image is not concerned, one of your own is.

Set \`endpoint: 0.0.0.0:4317\` (gRPC) and \`endpoint: 0.0.0.0:4318\` (HTTP). [Background](${DEFAULTS}).`,
  advice: {
    title: 'Let the receiver listen on every address',
    text: 'receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:4317\n      http:\n        endpoint: 0.0.0.0:4318',
  },
  needs: ['collector'],
  explains: ['network/connection-refused', 'network/connection-reset', 'network/connection-closed'],
  example: {
    collector: sampleCollector({ components: [sampleReceiver({ grpc: { endpoint: 'localhost:4317' } })] }),
  },
  run: ({ collector }) => {
    if (collector.inContainer !== true || collector.network === 'machine' || collector.network === 'senders')
      return undefined;
    const own = collector.network === 'own';
    const closed = intakesOf(collector).filter(({ loopback }) => loopback);
    const listed = closed.map((intake) => ({
      summary: `The receiver ${intake.receiver.id} listens for ${intake.protocol === 'grpc' ? 'gRPC' : 'HTTP'} on localhost only, where nothing outside of its container reaches it`,
      explanation:
        intake.endpoint === null
          ? `It has no endpoint, and since version 0.104 that means localhost:${intake.port}.`
          : `Its endpoint is ${intake.endpoint}, which is the container itself.`,
      evidence: [
        placeEvidence('receiver', intake.at),
        { label: 'runs in a container', value: collectorName(collector) },
        ...(collector.image === null ? [] : [{ label: 'image', value: collector.image }]),
      ],
      fixes: [fixFor(collector, intake)],
      location: intake.at,
      // Where nothing tells the network, a sender may be beside it.
      // A receiver that nobody is meant to reach hurts nobody; where nothing tells the network, a sender may be beside it.
      severity:
        collector.reached === false ? ('info' as const) : own ? ('error' as const) : ('warning' as const),
    }));
    return listed;
  },
});
