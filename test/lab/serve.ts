import { startBlackHole } from './endpoints/black-hole.ts';
import type { Endpoint, Place, ServerTls } from './endpoints/endpoint.ts';
import { type GrpcAnswer, startGrpc, startOtherGrpcService } from './endpoints/grpc.ts';
import { type HttpAnswer, httpAnswers, startHttp, startOtlpHttp } from './endpoints/http.ts';
import { type Banner, startBanner, startClosing, startReset, startSilent } from './endpoints/tcp.ts';

/** A backend that takes OTLP at one path from those who show a header. */
export interface Backend {
  readonly path: string;
  /** In lower case. */
  readonly header: string;
  /** To everything else. */
  readonly otherwise: HttpAnswer;
  /** To those without the header. */
  readonly refusal: HttpAnswer;
}

/** What the program below is to serve: `startIn` passes it on as its only argument. */
export type Order = Place &
  (
    | { readonly kind: 'silent' | 'reset' | 'closing' | 'black-hole' | 'other-grpc-service' }
    | { readonly kind: 'banner'; readonly banner: Banner }
    | { readonly kind: 'http'; readonly answer: HttpAnswer; readonly tls?: ServerTls }
    | { readonly kind: 'backend'; readonly backend: Backend; readonly tls?: ServerTls }
    | { readonly kind: 'otlp-http'; readonly encoding: 'json' | 'protobuf' }
    | { readonly kind: 'grpc'; readonly answer: GrpcAnswer; readonly tls?: ServerTls }
  );

function start(order: Order): Promise<Endpoint> {
  switch (order.kind) {
    case 'silent':
      return startSilent(order);
    case 'reset':
      return startReset(order);
    case 'closing':
      return startClosing(order);
    case 'black-hole':
      return startBlackHole(order);
    case 'other-grpc-service':
      return startOtherGrpcService(order);
    case 'banner':
      return startBanner(order.banner, order);
    case 'http':
      return startHttp(order.answer, order);
    case 'backend':
      return startHttp(({ url, headers }) => {
        const { path, header, otherwise, refusal } = order.backend;
        if (url !== path) return otherwise;
        return headers[header] === undefined ? refusal : httpAnswers.okProtobuf;
      }, order);
    case 'otlp-http':
      return startOtlpHttp(order.encoding, order);
    case 'grpc':
      return startGrpc(order.answer, order);
  }
}

const [order] = process.argv.slice(2);
if (order === undefined) throw new Error('say what to serve');
const { host, port } = await start(JSON.parse(order) as Order);
process.stdout.write(`serving ${host} ${port}\n`);
process.once('SIGTERM', () => process.exit(0));
