import { differs, followFix, severityOf, whatBecomesOf } from '../../src/findings/promised-protocol.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleApplication } from '../../src/samples/telemetry.ts';

export default defineCheck({
  id: 'telemetry/protocol-differs',
  title: 'The program sends over another protocol than its settings say',
  severity: 'error',
  rank: 1,
  why: `The settings say gRPC and the program sends HTTP, or the other way round. Its exporter stands in the code, or it knows one protocol
only and reads no variable for it. Here everything is taken, whatever it comes over. The receiver that the settings name
takes one of them on a port: an application that runs alone loses its telemetry there.

Give the settings the protocol and the port of what the program sends, or choose the exporter in the code that the settings ask for.`,
  advice: {
    title: 'Make settings and program agree',
    text: 'gRPC goes to port 4317, HTTP to port 4318; many programs have one exporter only, whatever the variable says.',
  },
  needs: ['application'],
  explains: ['telemetry/forward-failed'],
  example: {
    application: sampleApplication({
      promised: [
        {
          ...{
            signal: 'traces',
            protocol: 'grpc',
            variable: 'OTEL_EXPORTER_OTLP_PROTOCOL',
            came: ['http/protobuf'],
          },
          ...{ url: 'http://localhost:4317', endpointVariable: 'OTEL_EXPORTER_OTLP_ENDPOINT', taken: null },
        },
      ],
    }),
  },
  run: ({ application }) => {
    const [first, ...others] = application.promised.filter(differs);
    if (first === undefined) return undefined;
    const all = [first, ...others];
    const said = `${first.variable ?? ''} says ${first.protocol}`;
    const came = first.came.join(' and ');
    return {
      summary: `${application.name} sends ${came}, although ${said}`,
      explanation: `The program takes no notice of the variable: its exporter stands in the code, or it knows no other protocol. ${whatBecomesOf(first)}`,
      evidence: [
        { label: 'promised', value: said },
        ...all.map((one) => ({ label: one.signal, value: `came over ${one.came.join(', ')}` })),
        { label: 'address', value: first.url },
      ],
      fixes: [
        followFix(first),
        {
          title: 'Use the exporter that the settings ask for',
          text: `Choose the exporter of ${first.protocol} in the code, where the program has one.`,
        },
      ],
      severity: severityOf(first),
    };
  },
});
