import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Certificates, createCertificates } from '../../lab/certificates.ts';
import type { Endpoint } from '../../lab/endpoints/endpoint.ts';
import { startGrpc } from '../../lab/endpoints/grpc.ts';
import { type HttpAnswer, type HttpRequest, httpAnswers, startHttp } from '../../lab/endpoints/http.ts';
import { startConnectProxy, startTerminator } from './stubs.ts';
import { told } from './told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

async function start<T extends Endpoint>(starting: Promise<T>): Promise<T> {
  const endpoint = await starting;
  started.push(endpoint);
  return endpoint;
}

/** A receiver that decodes: what is no batch of spans is refused. */
const decodes = ({ body }: HttpRequest): HttpAnswer =>
  body.length === 0 || body.length > 10
    ? httpAnswers.okProtobuf
    : { status: 400, body: 'proto: cannot parse' };

let certificates: Certificates;
beforeAll(async () => {
  certificates = await createCertificates();
});

describe('a TLS server that selects nothing by ALPN', () => {
  async function terminated(): Promise<Endpoint> {
    const receiver = await start(startGrpc());
    return start(startTerminator(certificates.valid, receiver.port));
  }
  const settings = ({ port }: Endpoint, scheme = 'https') => ({
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_ENDPOINT: `${scheme}://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_CERTIFICATE: certificates.root.certificateFile,
  });

  test.each(['python', 'go'])('is refused by the gRPC of %s', async (sdk) => {
    const { code, text } = await told(sdk, settings(await terminated()));
    expect(code).toBe('tls/alpn-missing');
    expect(text).toContain('missing selected ALPN property');
  });

  test('is fine for js', async () => {
    expect((await told('js', settings(await terminated()))).verdict).toBe('healthy');
  });

  test('makes java speak HTTP/1.1, which the receiver behind does not understand', async () => {
    const { code, text } = await told('java', settings(await terminated()));
    expect(code).toBe('tls/alpn-missing');
    expect(text).toContain('speaks HTTP/1.1, and what stands behind does not');
  });

  test('is no proven fix for an SDK that refuses it, and one for another', async () => {
    const python = await told('python', settings(await terminated(), 'http'));
    expect(python.code).toBe('tls/required');
    expect(python.proven).toEqual([]);
    expect(python.text).toContain('ALPN');
    expect((await told('js', settings(await terminated(), 'http'))).proven).toHaveLength(1);
  });
});

describe('TLS through the tunnel of a proxy', () => {
  const settings = (proxy: Endpoint, receiver: Endpoint, more: Record<string, string> = {}) => ({
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
    https_proxy: `http://127.0.0.1:${proxy.port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_ENDPOINT: `https://127.0.0.1:${receiver.port}`,
    ...more,
  });

  test('trusts the authority that the settings name, and shows the client certificate', async () => {
    const { chain, key } = certificates.valid;
    const tls = { chain, key, clientCa: certificates.root.certificate };
    const receiver = await start(startHttp(decodes, { tls }));
    const proxy = await start(startConnectProxy());
    const { verdict } = await told(
      'python',
      settings(proxy, receiver, {
        OTEL_EXPORTER_OTLP_CERTIFICATE: certificates.root.certificateFile,
        OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: certificates.client.certificateFile,
        OTEL_EXPORTER_OTLP_CLIENT_KEY: certificates.client.keyFile,
      }),
    );
    expect(verdict).toBe('healthy');
    expect(receiver.requests().length).toBeGreaterThan(0);
  });

  test('tells who issued what is not trusted', async () => {
    const receiver = await start(startHttp(httpAnswers.okProtobuf, { tls: certificates.otherAuthority }));
    const proxy = await start(startConnectProxy());
    const { code, text } = await told(
      'python',
      settings(proxy, receiver, { OTEL_EXPORTER_OTLP_CERTIFICATE: certificates.root.certificateFile }),
    );
    expect(code).toBe('tls/certificate-untrusted');
    expect(text).toContain(certificates.otherRoot.name);
    expect(text).toMatch(/proxy .* may have put it there/);
  });
});
