import { createServer } from 'node:http2';
import { afterEach, describe, expect, test } from 'vitest';
import { type Endpoint, listen } from '../../lab/endpoints/endpoint.ts';
import { told } from './told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

/** Speaks HTTP/2 without TLS, and nothing else, as Node and `listen PORT http2` of nginx before 1.25.1 do. */
async function http2Alone(server: string, path: string): Promise<Endpoint> {
  const endpoint = await listen(
    createServer((request, response) => {
      const known = request.method === 'POST' && request.url === path;
      response.writeHead(known ? 200 : 404, {
        ...{ server, 'content-type': known ? 'application/x-protobuf' : 'text/html' },
      });
      response.end();
    }),
  );
  started.push(endpoint);
  return endpoint;
}

const settings = ({ port }: Endpoint) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
});

describe('a port that takes HTTP/2 only', () => {
  test.each(['python', 'js', 'go', 'java'])('is told as that, where it takes exports (%s)', async (sdk) => {
    const { code, text } = await told(sdk, settings(await http2Alone('made up', '/v1/traces')));
    expect(code, text).toBe('protocol/http2-only');
    expect(text).toContain('An empty export in HTTP/2 is taken there');
  });

  test('names the proxy, and not what is behind it, where that is not known', async () => {
    const { code, text } = await told('python', settings(await http2Alone('nginx/1.22.1', '/other')));
    expect(code, text).toBe('protocol/http2-only');
    expect(text).toMatch(/nginx.*is not known/);
  });

  test('is another server where neither is known', async () => {
    const { code, text } = await told('python', settings(await http2Alone('made up', '/other')));
    expect(code, text).toBe('protocol/not-otlp');
  });
});
