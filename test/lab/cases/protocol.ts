import { startCollector } from '../collector.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { startOtherGrpcService } from '../endpoints/grpc.ts';
import { httpAnswers, startHttp, startHttp2, startOtlpHttp } from '../endpoints/http.ts';
import { type Banner, startBanner } from '../endpoints/tcp.ts';
import { createNamespace } from '../namespace.ts';
import { type NginxServers, nginxPresets, startNginx } from '../nginx.ts';
import { ownTwins } from '../ports.ts';
import { type Case, repairable, type Scene, unrepairable } from './case.ts';
import type { Lab } from './lab.ts';
import { at, type Carrier, otlp } from './settings.ts';

const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';
const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** A namespace with a Collector on the default ports, which `localhost` then is. */
async function alone(environment: Scene['environment'], more: Partial<Scene> = {}): Promise<Scene> {
  const namespace = await createNamespace();
  const collector = await startCollector({ grpcPort: 4317, httpPort: 4318 }, namespace.launch);
  const stop = async () => {
    await collector.stop();
    await namespace.remove();
  };
  return { collector, environment, start: namespace.launch, stop, ...more };
}

const grpcToHttpPort = [
  repairable('protocol/grpc-to-http-port', 'the default ports', () => alone(otlp('grpc', at(4318))), {
    parts: ['ip'],
  }),
  repairable('protocol/grpc-to-http-port', 'ports xx17 and xx18', async (lab) => {
    const collector = await lab.twins();
    return { collector, environment: otlp('grpc', at(collector.httpPort)) };
  }),
  repairable(
    'protocol/grpc-to-http-port',
    'a port of its own',
    async (lab) => {
      const collector = await lab.collector({ protocols: ['http'] });
      return { collector, environment: otlp('grpc', at(collector.httpPort)) };
    },
    { sets: [PROTOCOL] },
  ),
  repairable(
    'protocol/grpc-to-http-port',
    'TLS',
    async (lab) => {
      const { root } = await lab.certificates();
      const collector = await lab.collector(await lab.tls());
      const environment = otlp('grpc', `https://localhost:${collector.httpPort}`, {
        OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
      });
      return { collector, environment };
    },
    { sets: [PROTOCOL] },
  ),
  repairable('protocol/grpc-to-http-port', 'nothing but the endpoint is set, Python', async (lab) => {
    const collector = await lab.collector();
    return { collector, environment: { [ENDPOINT]: at(collector.httpPort) }, args: ['--sdk', 'python'] };
  }),
  repairable('protocol/grpc-to-http-port', 'a Collector that wants a token', async (lab) => {
    const collector = await lab.collector({ auth: { type: 'bearer', token: 'right-token' } });
    const environment = otlp('grpc', at(collector.httpPort), {
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20right-token',
    });
    return { collector, environment };
  }),
  repairable(
    'protocol/grpc-to-http-port',
    'nginx that speaks HTTP/1.1 only',
    async (lab) => {
      const collector = await lab.collector();
      const nginx = await startNginx(nginxPresets.http1Only(collector.httpPort));
      return { collector, environment: otlp('grpc', at(nginx.port)), stop: nginx.stop };
    },
    { parts: ['nginx'], sets: [PROTOCOL] },
  ),
];

const httpToGrpcPort = [
  ...(['http/protobuf', 'http/json'] as const).flatMap((carrier) => [
    repairable(
      'protocol/http-to-grpc-port',
      `${carrier}, the default ports`,
      () => alone(otlp(carrier, at(4317))),
      { parts: ['ip'], sdks: carrier === 'http/json' ? ['js'] : ['python', 'js'] },
    ),
    repairable('protocol/http-to-grpc-port', `${carrier}, a port of its own`, async (lab) => {
      const collector = await lab.collector({ protocols: ['grpc'] });
      return { collector, environment: otlp(carrier, at(collector.grpcPort)) };
    }),
  ]),
  repairable('protocol/http-to-grpc-port', 'ports xx17 and xx18', async (lab) => {
    const collector = await lab.twins();
    return { collector, environment: otlp('http/protobuf', at(collector.grpcPort)) };
  }),
  repairable('protocol/http-to-grpc-port', 'TLS', async (lab) => {
    const { root } = await lab.certificates();
    const collector = await lab.collector(await lab.tls());
    const environment = otlp('http/protobuf', `https://localhost:${collector.grpcPort}`, {
      OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
    });
    return { collector, environment };
  }),
  repairable('protocol/http-to-grpc-port', 'the endpoint of the signal', async (lab) => {
    const collector = await lab.twins();
    const environment = {
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: at(collector.grpcPort, '/v1/traces'),
    };
    return { collector, environment };
  }),
  repairable('protocol/http-to-grpc-port', 'nothing but the endpoint is set, JS', async (lab) => {
    const collector = await lab.collector({ protocols: ['grpc'] });
    return { collector, environment: { [ENDPOINT]: at(collector.grpcPort) }, args: ['--sdk', 'js'] };
  }),
  repairable('protocol/http-to-grpc-port', 'the endpoint as argument', async (lab) => {
    const collector = await lab.twins();
    return { collector, environment: {}, args: [at(collector.grpcPort)] };
  }),
];

/** A Collector of one protocol on one of two twin ports, and the application sends to the other one. */
async function onTwin(carrier: Carrier): Promise<Scene> {
  const [grpcPort, httpPort] = await ownTwins();
  const grpc = carrier === 'grpc';
  const collector = await startCollector({ protocols: [grpc ? 'grpc' : 'http'], grpcPort, httpPort });
  return { collector, environment: otlp(carrier, at(grpc ? httpPort : grpcPort)), stop: collector.stop };
}

const wrongPort = (['http/protobuf', 'http/json', 'grpc'] as const).flatMap((carrier) => {
  const more = {
    sdks: carrier === 'http/json' ? (['js'] as const) : (['python', 'js'] as const),
    sets: [ENDPOINT],
  };
  return [
    repairable('protocol/wrong-port', `${carrier}, twin ports`, () => onTwin(carrier), more),
    repairable('protocol/wrong-port', `${carrier}, the default ports`, () => alone(otlp(carrier, at(4319))), {
      ...more,
      parts: ['ip'],
    }),
  ];
});

/** Something else answers; it is stopped with the case. */
async function instead(starting: Promise<Endpoint>, carrier: Carrier, path = ''): Promise<Scene> {
  const { port, stop } = await starting;
  return { environment: otlp(carrier, at(port, path)), stop };
}

async function insteadNginx(servers: NginxServers, carrier: Carrier): Promise<Scene> {
  const { port, stop } = await startNginx(servers);
  return { environment: otlp(carrier, at(port)), stop };
}

const webPages = (['http/protobuf', 'http/json', 'grpc'] as const).flatMap((carrier) => [
  unrepairable(
    'protocol/not-otlp',
    `${carrier}, a web application that answers 200 to everything`,
    () => insteadNginx(nginxPresets.singlePageApp(), carrier),
    ['nginx'],
  ),
  unrepairable('protocol/not-otlp', `${carrier}, a web page`, () =>
    instead(startHttp(httpAnswers.html), carrier),
  ),
  unrepairable('protocol/not-otlp', `${carrier}, 204 to everything`, () =>
    instead(startHttp(httpAnswers.noContent), carrier),
  ),
  unrepairable('protocol/not-otlp', `${carrier}, 200 without a body to everything`, () =>
    instead(startHttp({ status: 200 }), carrier),
  ),
]);

/** Web servers whose TLS offers HTTP/2, as most of them do. */
const webPagesOverHttp2 = (['http/protobuf', 'grpc'] as const).flatMap((carrier) =>
  (['html', 'notFound'] as const).map((answer) =>
    unrepairable(
      carrier === 'http/protobuf' && answer === 'notFound' ? 'protocol/path-not-found' : 'protocol/not-otlp',
      `${carrier}, TLS with HTTP/2, ${answer}`,
      async (lab) => {
        const { root, valid } = await lab.certificates();
        const server = await startHttp2(httpAnswers[answer], { tls: valid });
        const environment = otlp(carrier, `https://localhost:${server.port}`, {
          OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
        });
        return { environment, stop: server.stop };
      },
    ),
  ),
);

const encodings = [
  repairable(
    'protocol/json-unsupported',
    'a receiver that takes protobuf only',
    async () => {
      const receiver = await startOtlpHttp('protobuf');
      return { environment: otlp('http/json', at(receiver.port)), stop: receiver.stop };
    },
    { sdks: [], sets: [PROTOCOL] },
  ),
  repairable(
    'protocol/protobuf-unsupported',
    'a receiver that takes JSON only',
    async () => {
      const receiver = await startOtlpHttp('json');
      return { environment: otlp('http/protobuf', at(receiver.port)), stop: receiver.stop };
    },
    { sdks: [], sets: [PROTOCOL] },
  ),
  repairable(
    'protocol/grpc-to-http-port',
    'a receiver that takes JSON only',
    async () => {
      const receiver = await startOtlpHttp('json');
      return { environment: otlp('grpc', at(receiver.port)), stop: receiver.stop };
    },
    { sdks: [], sets: [PROTOCOL] },
  ),
  repairable(
    'protocol/compression-unsupported',
    'a receiver that knows no gzip',
    async () => {
      const receiver = await startHttp(({ url, headers }) =>
        !url.startsWith('/v1/')
          ? httpAnswers.notFound
          : headers['content-encoding']
            ? httpAnswers.wrongContentType
            : httpAnswers.okProtobuf,
      );
      const environment = otlp('http/protobuf', at(receiver.port), {
        OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      });
      return { environment, stop: receiver.stop };
    },
    { sdks: [] },
  ),
  unrepairable(
    'protocol/http2-unsupported',
    'nginx that speaks HTTP/1.1 only, in front of a gRPC receiver',
    async (lab) => {
      const collector = await lab.collector();
      return insteadNginx(nginxPresets.http1Only(collector.grpcPort), 'grpc');
    },
    ['nginx'],
  ),
];

const banners = (['ssh', 'smtp', 'redis', 'mysql'] as const satisfies readonly Banner[]).flatMap((banner) =>
  (['http/protobuf', 'grpc'] as const).map((carrier) =>
    unrepairable('protocol/not-otlp', `${carrier}, ${banner}`, () => instead(startBanner(banner), carrier)),
  ),
);

/** Another port of the Collector than the ones that take telemetry. */
const otherPorts = (['http/protobuf', 'grpc'] as const).flatMap((carrier) =>
  (['healthPort', 'metricsPort', 'zpagesPort'] as const).map((port) =>
    unrepairable('protocol/not-otlp', `${carrier}, the ${port} of the Collector`, async (lab) => {
      const collector = await lab.collector({ healthCheck: true, zpages: true, ownMetrics: true });
      return { environment: otlp(carrier, at(collector[port])) };
    }),
  ),
);

const redirected = [
  repairable(
    'protocol/redirected',
    'http to https',
    async (lab) => {
      const { root, valid } = await lab.certificates();
      const collector = await lab.collector();
      const secure = await startNginx(nginxPresets.tlsTermination(collector.httpPort, valid));
      const plain = await startNginx(nginxPresets.redirectToHttps(secure.port));
      const environment = otlp('http/protobuf', `http://localhost:${plain.port}`, {
        OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
      });
      return { collector, environment, stop: () => Promise.all([secure.stop(), plain.stop()]) };
    },
    { parts: ['nginx'], sets: [ENDPOINT] },
  ),
  unrepairable(
    'protocol/redirected',
    'to a login page',
    () => insteadNginx(nginxPresets.redirectToLogin(), 'http/protobuf'),
    ['nginx'],
  ),
  unrepairable('protocol/redirected', 'to another host', () =>
    instead(
      startHttp({ status: 308, headers: { location: 'https://collector.example.com/v1/traces' } }),
      'http/json',
    ),
  ),
];

const noRoute = [
  ...(['http/protobuf', 'http/json'] as const).map((carrier) =>
    unrepairable('protocol/path-not-found', carrier, () => instead(startHttp(httpAnswers.notFound), carrier)),
  ),
  unrepairable(
    'protocol/path-not-found',
    'nginx without such a location',
    async (lab: Lab) => {
      const collector = await lab.collector();
      return insteadNginx(
        nginxPresets.pathPrefix(collector.httpPort, '/a-prefix-that-nobody-knows/'),
        'http/protobuf',
      );
    },
    ['nginx'],
  ),
  unrepairable('protocol/method-not-allowed', 'http/protobuf', () =>
    instead(startHttp(httpAnswers.methodNotAllowed), 'http/protobuf'),
  ),
  unrepairable('protocol/service-unimplemented', 'another gRPC service', () =>
    instead(startOtherGrpcService(), 'grpc'),
  ),
];

/** What can be wrong with what the port speaks. */
export const protocolCases: readonly Case[] = [
  ...grpcToHttpPort,
  ...httpToGrpcPort,
  ...wrongPort,
  ...webPages,
  ...webPagesOverHttp2,
  ...encodings,
  ...banners,
  ...otherPorts,
  ...redirected,
  ...noRoute,
];
