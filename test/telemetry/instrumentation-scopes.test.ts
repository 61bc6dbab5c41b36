import { describe, expect, it } from 'vitest';
import { isLibraryScope, type ScopeRole, scopeRole } from '../../src/knowledge/instrumentation-scopes.ts';

/** Names as the libraries send them. */
const LIBRARIES: readonly (readonly [role: ScopeRole, names: readonly string[]])[] = [
  [
    'http-client',
    [
      'opentelemetry.instrumentation.requests',
      'opentelemetry.instrumentation.httpx',
      'opentelemetry.instrumentation.urllib3',
      'opentelemetry.instrumentation.urllib',
      'opentelemetry.instrumentation.aiohttp_client',
      '@opentelemetry/instrumentation-undici',
      '@opentelemetry/instrumentation-fetch',
      '@opentelemetry/instrumentation-xml-http-request',
      'io.opentelemetry.okhttp-3.0',
      'io.opentelemetry.java-http-client',
      'io.opentelemetry.http-url-connection',
      'io.opentelemetry.apache-httpclient-4.3',
      'System.Net.Http',
      'OpenTelemetry.Instrumentation.Http',
      'OpenTelemetry::Instrumentation::Net::HTTP',
      'OpenTelemetry::Instrumentation::Faraday',
      'io.opentelemetry.contrib.php.guzzle',
      'reqwest-tracing',
      'opentelemetry_finch',
    ],
  ],
  [
    'http-server',
    [
      'opentelemetry.instrumentation.flask',
      'opentelemetry.instrumentation.fastapi',
      'opentelemetry.instrumentation.asgi',
      'opentelemetry.instrumentation.wsgi',
      'opentelemetry.instrumentation.aiohttp_server',
      '@opentelemetry/instrumentation-express',
      'next.js',
      'io.opentelemetry.tomcat-10.0',
      'io.opentelemetry.spring-webmvc-6.0',
      'go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin',
      'github.com/gofiber/contrib/otelfiber',
      'Microsoft.AspNetCore',
      'OpenTelemetry.Instrumentation.AspNetCore',
      'OpenTelemetry::Instrumentation::Rack',
      'io.opentelemetry.contrib.php.laravel',
      'actix-web-opentelemetry',
      'axum-tracing-opentelemetry',
      'tower-http',
      'opentelemetry_phoenix',
    ],
  ],
  [
    'rpc',
    [
      'opentelemetry.instrumentation.grpc',
      '@opentelemetry/instrumentation-grpc',
      'io.opentelemetry.grpc-1.6',
      'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc',
      'connectrpc.com/otelconnect',
      'OpenTelemetry.Instrumentation.GrpcNetClient',
    ],
  ],
  [
    'messaging',
    [
      'opentelemetry.instrumentation.kafka',
      'opentelemetry.instrumentation.celery',
      '@opentelemetry/instrumentation-kafkajs',
      '@opentelemetry/instrumentation-amqplib',
      'io.opentelemetry.kafka-clients-0.11',
      'io.opentelemetry.rabbitmq-2.7',
      'MassTransit',
      'Confluent.Kafka.Extensions.Diagnostics',
      'OpenTelemetry::Instrumentation::Sidekiq',
      'io.opentelemetry.contrib.php.ext_amqp',
      'opentelemetry_oban',
    ],
  ],
  [
    'database',
    [
      'opentelemetry.instrumentation.sqlalchemy',
      'opentelemetry.instrumentation.psycopg2',
      'opentelemetry.instrumentation.redis',
      '@opentelemetry/instrumentation-pg',
      '@opentelemetry/instrumentation-mongodb',
      '@prisma/instrumentation',
      'io.opentelemetry.jdbc',
      'io.opentelemetry.lettuce-5.1',
      'github.com/XSAM/otelsql',
      'github.com/exaring/otelpgx',
      'Npgsql',
      'MySqlConnector',
      'OpenTelemetry.Instrumentation.StackExchangeRedis',
      'OpenTelemetry.Instrumentation.EntityFrameworkCore',
      'OpenTelemetry::Instrumentation::ActiveRecord',
      'io.opentelemetry.contrib.php.pdo',
      'opentelemetry_ecto',
    ],
  ],
  [
    'other',
    [
      'opentelemetry.instrumentation.asyncio',
      '@opentelemetry/instrumentation-http',
      '@opentelemetry/instrumentation-net',
      '@opentelemetry/instrumentation-fs',
      'io.opentelemetry.spring-scheduling-3.1',
      'io.quarkus.opentelemetry',
      'org.springframework.boot',
      'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
      'OpenTelemetry::Instrumentation::Rake',
    ],
  ],
];

/** Names that applications gave themselves. */
const OWN = [
  '',
  'shop',
  'shop.orders',
  '__main__',
  'app.main',
  'default',
  'my-tracer',
  'com.example.shop.OrderService',
  'org.acme.orders',
  'github.com/acme/shop/orders',
  'github.com/acme/otel-demo/checkout',
  'github.com/acme/shop/internal/oteltracing',
  'main',
  'Shop.Api',
  'MyCompany.OpenTelemetry.Shop',
  'Shop::Orders',
  'App\\Order',
  'shop/tracing',
  'opentelemetry-demo',
  'expressive',
  'requests-app',
  'io.opentelemetry.opentelemetry-instrumentation-annotations-1.16',
];

describe('instrumentation scopes', () => {
  it.each(LIBRARIES.flatMap(([role, names]) => names.map((name) => [name, role] as const)))(
    '%s: %s',
    (name, role) => {
      expect([isLibraryScope(name), scopeRole(name)]).toEqual([true, role]);
    },
  );

  it.each(OWN)('of the application: %s', (name) => {
    expect([isLibraryScope(name), scopeRole(name)]).toEqual([false, null]);
  });
});
