/** What an instrumentation library is for, as far as its name tells; `other` where it is for both sides or for something else. */
export type ScopeRole = 'http-client' | 'http-server' | 'rpc' | 'messaging' | 'database' | 'other';

/** Packages of Go that instrument something, beside those of OpenTelemetry itself. */
const GO =
  /^(github\.com\/(?!\S*\/internal\/)[^/]+\/(\S+\/)?(otel[a-z0-9]+|[a-z0-9]+otel)(\/v\d+)?$|github\.com\/uptrace\/opentelemetry-go-extra\/|github\.com\/go-redis\/redis|gorm\.io\/|connectrpc\.com\/|cloud\.google\.com\/go|google\.golang\.org\/|entgo\.io\/|go\.mongodb\.org\/|go\.temporal\.io\/)/;

/** Activity sources that .NET and its libraries bring along. */
const DOTNET =
  /^(Microsoft\.(AspNetCore|EntityFrameworkCore|Data|Azure|Orleans|Agents|SemanticKernel|Extensions|Identity)\b|System\.(Net|Data|ServiceModel)\b|Npgsql$|MySqlConnector$|MySql\.Data$|connector-net$|MongoDB\.Driver|Elastic\.|StackExchange\.|Azure\.|Amazon\.AWS|AWSSDK|Confluent\.Kafka|MassTransit$|NServiceBus|RabbitMQ\.|Grpc\.Net|Hangfire|Quartz|Yarp\.|GraphQL|HotChocolate|Oracle\.ManagedDataAccess|Experimental\.(System|Microsoft)\.|Wolverine$|Marten$|Rebus\.|CoreWCF)/;

/** Crates of Rust that make spans through the API of OpenTelemetry or through `tracing`. */
const RUST =
  /^(tower-http|tower_http|opentelemetry[-_]instrumentation[-_]|(actix-web|axum-tracing|rocket|tide|poem|reqwest)[-_]opentelemetry|axum-otel|reqwest-tracing|tonic-tracing-opentelemetry|tracing-actix-web|tower-otel|otel-tower)/;

/** Names by which instrumentation libraries call themselves. */
const LIBRARIES: readonly RegExp[] = [
  /^opentelemetry\.(instrumentation|contrib|exporter|sdk)\b/,
  /^(openinference|traceloop)\.|^opentelemetry[-_]instrumentation[-_]|^(logfire|azure\.core|azure-core|strawberry|ddtrace|litestar)\b/,
  /^@opentelemetry\/|^@(prisma|fastify|vercel|traceloop|arizeai|langfuse|sentry|nestjs|temporalio|apollo|as-integrations|kubiks|hono|trpc|elysiajs)\/|^(next\.js|nitro|graphql|nestjs-otel|nestjs-core|typeorm|bullmq|mongoose|opentelemetry-instrumentation-\S+)$/,
  /^io\.opentelemetry\.|^io\.(quarkus|micrometer|micronaut|vertx|helidon)\b|^(org|com)\.(springframework|apache|datastax|mongodb|elastic|azure|google\.cloud|clickhouse)\b/,
  /^go\.opentelemetry\.io\//,
  GO,
  /^OpenTelemetry\.(Instrumentation|AutoInstrumentation|Contrib|Extensions)\b/,
  DOTNET,
  /^OpenTelemetry::(Instrumentation|Exporter|SDK)\b/,
  /^open-telemetry\/|^OpenTelemetry\\/,
  RUST,
  /^(opentelemetry_(phoenix|ecto|cowboy|bandit|oban|req|finch|tesla|redix|absinthe|grpc|broadway|httpoison|nimble_options)|elli_opentelemetry)$/,
];

/** Annotated methods of Java: the spans are made by a library and belong to the application's own code. */
const ANNOTATED =
  /^io\.opentelemetry\.(opentelemetry-(instrumentation-)?annotations|opentelemetry-api|extension-annotations|external-annotations|spring-boot-autoconfigure\.aspects)\b/;

const isCode = (name: string): boolean => ANNOTATED.test(name);

/** Whether a scope is an instrumentation library rather than the application's own code. */
export const isLibraryScope = (name: string): boolean =>
  !isCode(name) && LIBRARIES.some((pattern) => pattern.test(name));

const ROLES: readonly (readonly [role: ScopeRole, pattern: RegExp])[] = [
  [
    'database',
    /sql(?!server-http)|postgres|psycopg|asyncpg|\bpg\b|pgx|npgsql|mongo|redis|cassandra|jdbc|hikari|hibernate|r2dbc|elasticsearch|opensearch|memcache|mysql|maria|sqlite|\bknex\b|prisma|typeorm|sequelize|tedious|oracle|\bneo4j|couchbase|dynamodb|gorm|ecto\b|EntityFramework|System\.Data|Data\.SqlClient|active_?record|dalli|trilogy|doctrine|\bPDO\b|clickhouse|milvus|pinecone|chroma|qdrant|weaviate|lettuce|jedis|rediscala|geode|influx|spymemcached|redix|\bdatabase\b/i,
  ],
  [
    'messaging',
    /kafka|sarama|rabbit|amqp|\bpika\b|celery|\bsqs\b|boto3sqs|\bsns\b|pulsar|\bjms\b|nats|mqtt|pubsub|servicebus|eventhub|masstransit|nservicebus|wolverine|rebus|bull(mq)?\b|remoulade|sidekiq|resque|delayed_?job|bunny|racecar|karafka|rocketmq|activemq|oban|broadway|socket\.io|ruby_kafka|rdkafka|shoryuken|huey|dramatiq/i,
  ],
  [
    'rpc',
    /grpc|connectrpc|otelconnect|\bdubbo|thrift|\brmi\b|twirp|\bgwt\b|armeria-grpc|tonic|CoreWCF|ServiceModel/i,
  ],
  [
    'http-client',
    /requests\b|httpx|urllib|aiohttp[-_.]client|undici|\bfetch\b|xml-?http-?request|okhttp|http-client|http-url-connection|httpclient|async-http-client|reactor-netty|google-http|jaxrs-client|java-http-client|ktor-client|spring-web(?!mvc|flux)|webclient|System\.Net\.Http|Instrumentation\.Http$|Net::HTTP|faraday|excon|http_?rb|httparty|typhoeus|ethon|restclient|guzzle|\bcurl\b|psr18|HttpAsyncClient|reqwest|finch|tesla|httpoison|resty|axios|\breq$/i,
  ],
  [
    'http-server',
    /flask|fastapi|django|starlette|\basgi\b|\bwsgi\b|tornado|falcon|pyramid|aiohttp[-_.]server|sanic|litestar|express|koa|fastify|hapi|restify|nestjs|connect$|hono|next\.js|nitro|servlet|tomcat|jetty|undertow|spring-webmvc|spring-webflux|webmvc|webflux|vertx-http-server|ratpack|\bplay\b|grizzly|jaxrs|ktor-server|netty-http-server|AspNetCore|Instrumentation\.AspNet|gin\b|otelgin|otelecho|otelmux|otelchi|otelfiber|otelrestful|otelbeego|\bRack\b|Rails|Sinatra|ActionPack|\bGrape\b|Laravel|Symfony|Slim\b|psr15|tower-http|actix|axum|rocket|poem|phoenix|cowboy|bandit|lambda/i,
  ],
];

/** What a library is for; null for the application's own code. */
export const scopeRole = (name: string): ScopeRole | null =>
  isLibraryScope(name) ? (ROLES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other') : null;
