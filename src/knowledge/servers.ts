/** What gives a server away that is no OTLP receiver. */
interface Signature {
  readonly name: string;
  /** Looked for in the greeting, the answer's body and its `Server` header. */
  readonly pattern: RegExp;
}

/** Greetings are documented by each protocol; pages and headers were read from the products' own answers. */
const SIGNATURES: readonly Signature[] = [
  { name: 'an SSH server', pattern: /^SSH-\d/ },
  { name: 'a mail server (SMTP)', pattern: /^220[ -].*(smtp|mail|postfix|exim)/i },
  { name: 'an FTP server', pattern: /^220[ -].*ftp/i },
  { name: 'a MySQL or MariaDB server', pattern: /mysql_native_password|caching_sha2_password|MariaDB/ },
  { name: 'a Redis server', pattern: /^-(ERR|DENIED|NOAUTH)|^\+PONG/ },
  { name: 'a RabbitMQ server (AMQP)', pattern: /^AMQP/ },
  { name: 'a MongoDB server', pattern: /trying to access MongoDB over HTTP/ },
  { name: 'Elasticsearch', pattern: /You Know, for Search|"cluster_name"\s*:/ },
  {
    name: 'a health check, not the receiver',
    pattern: /"status"\s*:\s*"(Server (not )?available|ok|UP|healthy)"/i,
  },
  { name: 'the Prometheus server', pattern: /Prometheus Time Series|<title>Prometheus/i },
  { name: 'a page of Prometheus metrics', pattern: /^# (HELP|TYPE) \w+/ },
  { name: 'the Jaeger user interface', pattern: /<title>Jaeger UI|jaeger-ui|JAEGER_/i },
  { name: 'Zipkin', pattern: /<title>Zipkin|zipkin-lens/i },
  { name: 'Grafana', pattern: /<title>Grafana|grafana-app|"\/grafana/i },
  { name: 'Kibana', pattern: /kbn-name|<title>(Elastic|Kibana)/i },
  {
    name: 'a zPages or pprof page of the Collector',
    pattern: /\/debug\/(pprof|servicez|tracez)|opentelemetry\.io\/favicons\//,
  },
];

/** Names a server by what it says; null when it is not known. */
export const identifyServer = (...texts: readonly (string | null | undefined)[]): string | null => {
  for (const text of texts) {
    const found = text ? SIGNATURES.find(({ pattern }) => pattern.test(text)) : undefined;
    if (found) return found.name;
  }
  return null;
};
