/** Ports that OTLP receivers listen on by default: https://opentelemetry.io/docs/specs/otlp/ */
export const GRPC_PORT = 4317;
export const HTTP_PORT = 4318;

/**
 * Ports on the same host where the receiver may be instead: the default pair, and the twin of a port that was made
 * from one of them (14317 and 14318, 30317 and 30318).
 */
export const siblingPorts = (port: number): readonly number[] => {
  const text = String(port);
  const twin = text.endsWith('17') ? port + 1 : text.endsWith('18') ? port - 1 : port;
  return [...new Set([twin, GRPC_PORT, HTTP_PORT])].filter((sibling) => sibling !== port);
};

/** Ports that are known to be something else than a receiver of telemetry. */
export const OTHER_PORTS: readonly number[] = [
  22, 25, 53, 80, 443, 1433, 1521, 2181, 3306, 5432, 5672, 6379, 8080, 9042, 9092, 9200, 11211, 27017,
];
