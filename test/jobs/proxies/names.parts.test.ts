import { expect, it } from 'vitest';
import { createCertificates } from '../../lab/certificates.ts';
import { startNginx } from '../../lab/nginx.ts';
import { describeWith } from '../../lab/parts.ts';
import { told } from './told.ts';

describeWith(['nginx'], 'nginx that serves another name', () => {
  it.each(['python', 'go'])('is told as that to %s, and never as plaintext', async (sdk) => {
    const { root, valid } = await createCertificates();
    const nginx = await startNginx(
      (port) => `
  server { listen 127.0.0.1:${port} ssl default_server; ssl_reject_handshake on; }
  server {
    listen 127.0.0.1:${port} ssl;
    server_name otel.example.com;
    ssl_certificate ${valid.certificateFile};
    ssl_certificate_key ${valid.keyFile};
  }`,
    );
    try {
      const { code, text } = await told(sdk, {
        OTEL_EXPORTER_OTLP_ENDPOINT: `https://127.0.0.1:${nginx.port}`,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_EXPORTER_OTLP_CERTIFICATE: root.certificateFile,
      });
      expect(code, text).toBe('tls/server-name-unknown');
      expect(text).not.toContain('http://');
    } finally {
      await nginx.stop();
    }
  });
});
