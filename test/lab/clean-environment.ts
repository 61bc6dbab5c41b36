/**
 * Tests start from an environment that says nothing about telemetry, proxies or certificates,
 * whatever the machine they run on has set. Loaded by the configuration and before every test file.
 */
const unwanted =
  /^(otel_.*|.*_proxy|grpc_(trace|verbosity)|grpc_node_.*|node_extra_ca_certs|ssl_cert_(file|dir))$/i;

for (const name of Object.keys(process.env)) {
  if (unwanted.test(name) && !name.startsWith('OTEL_DOCTOR_')) delete process.env[name];
}
