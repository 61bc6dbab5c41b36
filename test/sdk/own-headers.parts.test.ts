import { createServer, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { diagnose } from '../lab/doctor.ts';
import { describeWith } from '../lab/parts.ts';
import { portOf } from '../lab/ports.ts';
import { senders } from './senders.ts';
import { SDKS, type SdkName } from './versions.ts';

/** Headers that speak of the request itself, as people copy them from an example of curl. */
const LISTS = [
  'content-length=5',
  'transfer-encoding=gzip',
  'transfer-encoding=chunked',
  'content-type=text/plain',
  'content-encoding=gzip',
];

/** Whether a server that goes by the headers can read a request: a whole body of the type and coding that it has. */
const isReadable = ({ headers }: IncomingMessage, body: Buffer): boolean =>
  body.length > 100 &&
  headers['content-type'] === 'application/x-protobuf' &&
  (headers['content-encoding'] ?? 'identity') === 'identity';

async function withServer<T>(body: (endpoint: string, read: () => number) => Promise<T>): Promise<T> {
  let readable = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const fine = isReadable(request, Buffer.concat(parts));
      if (fine) readable += 1;
      response.writeHead(fine ? 200 : 400, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await body(`http://127.0.0.1:${portOf(server)}`, () => readable);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const settings = (endpoint: string, list: string) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  OTEL_EXPORTER_OTLP_HEADERS: list,
  OTEL_EXPORTER_OTLP_TIMEOUT: '10000',
});

/** Whether the span of the real SDK could be read. */
const reallyArrives = (sdk: SdkName, list: string): Promise<boolean> =>
  withServer(async (endpoint, readable) => {
    await senders[sdk]({ ...settings(endpoint, list), OTEL_BSP_EXPORT_TIMEOUT: '10000' });
    return readable() > 0;
  });

const judged = (sdk: SdkName, list: string): Promise<Report | undefined> =>
  withServer(async (endpoint) => {
    const environment = { OTEL_SERVICE_NAME: 'own-headers', ...settings(endpoint, list) };
    return (await diagnose({ environment, args: ['--sdk', sdk] })).report;
  });

describeWith(['python', 'go-sdk', 'java-sdk', 'rust-sdk'], 'headers that describe the request', () => {
  for (const sdk of SDKS)
    test.each(LISTS)(`${sdk} with %s is judged as it fares`, { timeout: 120_000 }, async (list) => {
      const arrives = await reallyArrives(sdk, list);
      const report = await judged(sdk, list);
      expect(report?.verdict).toBe(arrives ? 'healthy' : 'unhealthy');
      expect(report?.rootCause?.code).toBe(arrives ? undefined : 'config/headers-malformed');
    });
});
