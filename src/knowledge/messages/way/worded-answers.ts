import type { Clause } from './clause.ts';

/** Answers whose words say more than their status, whatever that is. */
export const WORDED_ANSWER_CLAUSES: readonly Clause[] = [
  {
    id: 'service-unknown',
    pattern:
      /unknown[ _]service opentelemetry\.proto\.collector|unknown method Export for service|Method not found!/i,
    meaning: 'The gRPC server does not take this signal',
    told: { layer: 'grpc', status: 12 },
    codes: ['receiver/signal-not-enabled', 'protocol/service-unimplemented'],
    source: 'grpc-go 1.67 server.go; gRPC core 1.60',
  },
  {
    id: 'answer-unreadable',
    pattern:
      /error parsing (?:json|protobuf) response|Error occurred during parsing: |Cannot decode json string|ExportTrace(?:Partial|Service)\w{0,20}[^\n]{0,60}(?:parse|decode|unmarshal)/i,
    meaning: 'The receiver answers with success, and its body is not what OTLP says',
    told: { layer: 'setting' },
    codes: ['receiver/response-invalid', 'protocol/not-otlp'],
    source:
      'opentelemetry-collector 0.158 otlphttpexporter otlp.go; google/protobuf 4 for PHP Message.php, under opentelemetry-php exporter-otlp ProtobufSerializer',
  },
  {
    id: 'too-large',
    pattern:
      /received message (?:after decompression )?larger than max|request body too large|Payload Too Large|Request Entity Too Large|Content Too Large|(?:status code|Status Code|code)[:= ]{1,2}413\b/i,
    meaning: 'The export is larger than the receiver takes',
    told: { layer: 'http', status: 413 },
    codes: ['receiver/payload-too-large'],
    alone: true,
    source:
      'grpc-go 1.67 rpc_util.go; Go 1.24 net/http; opentelemetry-collector confighttp; RFC 9110 section 15.5.14',
  },
  {
    id: 'part-missing',
    pattern:
      /(?:INVALID_?ARGUMENT|\b400\b|gRPC status code 3\b)[^\n]{0,80}\b(?:dataset|project|tenant)\b[^\n]{0,30} (?:is )?(?:missing|required)/i,
    meaning: 'The receiver misses something in the export, or in its headers',
    told: { layer: 'grpc', status: 3 },
    codes: ['receiver/rejected-payload', 'auth/tenant-missing'],
    source: 'gRPC status 3; RFC 9110 section 15.5.1',
  },
  {
    id: 'tenant',
    pattern:
      /no org id|missing tenant|"header", ?"x-[\w-]{1,60}"|missing '?x-[\w-]{0,30}(?:dataset|project|tenant|orgid|stream)|dataset is missing|stream-name .{0,30}missing|(?:dataset|project|tenant)\b[^\n]{0,30} (?:is )?(?:missing|required)/i,
    meaning: 'The backend wants to know where the data belongs, usually in a header',
    told: { layer: 'http', status: 401 },
    codes: ['auth/tenant-missing', 'receiver/rejected-payload'],
    source: 'Grafana dskit user/id.go; Honeycomb documentation',
  },
  {
    id: 'host-refused',
    own: true,
    pattern: /Invalid Host header|Rejected request with invalid Host|Disallowed host|Misdirected Request/i,
    meaning: 'The receiver does not take requests under the name of the endpoint',
    told: { layer: 'http', status: 403 },
    codes: ['receiver/host-not-allowed'],
    alone: true,
    source: 'MLflow 3 server/fastapi_security.py; RFC 9110 section 15.5.20',
  },
  {
    id: 'path-unknown',
    pattern: /unsupported path requested|no such route|Cannot POST \//i,
    meaning: 'The server does not know the path',
    told: { layer: 'http', status: 404 },
    codes: ['endpoint/path-wrong', 'protocol/path-not-found', 'endpoint/signal-path-missing'],
    source: 'VictoriaMetrics 1.148 lib/httpserver; Express 4 finalhandler',
  },
  {
    id: 'content-refused',
    pattern:
      /invalid temporality and type combination|out of order sample|exceeds? (?:the )?(?:maximum|max)[^\n]{0,40}(?:labels?|attributes?)/i,
    meaning: 'The receiver does not take what is in the export',
    told: { layer: 'http', status: 400 },
    codes: ['receiver/rejected-payload'],
    source: 'Prometheus 3.13 storage/remote/otlptranslator; Grafana Mimir 2.14 validation',
  },
];
