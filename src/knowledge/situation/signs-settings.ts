import type { Sign } from './sign.ts';

/** Facts of settings that people and files tell in another way than by `NAME=value`. */
export const SETTING_SIGNS = [
  {
    fact: 'reference-stayed',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /literal(?:ly)?[^\n]{0,40}\$[({]|\$\([A-Z_]{2,60}\)[^\n]{0,60}(?:literal|before|unresolved|not (?:expanded|resolved|replaced))|(?:contains?|still|shows?|got|is) (?:the )?(?:literal )?[^\s]{0,40}\$\([A-Z_]{2,60}\)|(?:invalid|parse|lookup|resolve|dial)[^\n]{0,60}\$[({][A-Z_a-z]{2,60}[)}]|\{\{ ?[.\w ]{1,60}\}\}[^\n]{0,80}(?:literal|invalid|lookup|parse)/i,
    source: 'Kubernetes 1.31, dependent environment variables',
  },
  {
    fact: 'reference-in-value',
    layer: 'settings',
    sayer: 'file',
    pattern: /\$\([A-Z_]{2,60}\)|=["']?[^\s"']{0,60}\$\{[A-Z_]{2,60}\}/,
    source: 'Kubernetes 1.31, dependent environment variables',
  },
  {
    fact: 'reference-unresolved',
    layer: 'settings',
    sayer: 'person',
    pattern: /invalid|parse|lookup|no such host|order|unresolved|not defined|expan/i,
    source: 'Kubernetes 1.31, dependent environment variables',
  },
  {
    fact: 'unset-reference',
    layer: 'collector',
    sayer: 'program',
    pattern:
      /Configuration references unset environment variable|(?:env(?:ironment)? )?variable (?:is )?not (?:defined|set).{0,40}\$\{env:/i,
    source: 'opentelemetry-collector confmap/provider/envprovider provider.go',
  },
  {
    fact: 'quotes-kept',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /(?:contains?|has|keeps?|with|surrounding|literal|around|extra|double|single|including)\s(?:the )?(?:double |single )?quot(?:es|ation marks)|quotes (?:are )?(?:kept|literal|part|included|not stripped|in(?:side)? the value)|'"(?:http\/protobuf|grpc|https?:[^'\n]{1,200}|otlp)"'|%22https?/i,
    source: 'docker/cli 27 opts/envfile.go; systemd.exec(5) EnvironmentFile',
  },
  {
    fact: 'quoted-list-entry',
    layer: 'settings',
    sayer: 'file',
    pattern: /- ?[A-Z_]{3,80}="[^"\n]{1,200}"/,
    source: 'Compose specification, environment in the form of a list',
  },
  {
    fact: 'quoted-value-refused',
    layer: 'settings',
    sayer: 'program',
    pattern:
      /"[^\w\n]{0,3}(?:invalid|not supported|unknown|never|fail)|lookup tcp\/\d+"|Servname not supported|invalid|unsupported|quotes/i,
    source: 'Go 1.24 net lookup.go; glibc gai_strerror',
  },
  {
    fact: 'header-value-has-blank',
    layer: 'settings',
    sayer: 'file',
    pattern:
      /(?:headers?\w{0,4}|HEADERS)["']?\s{0,2}[=:]\s{0,2}["']?[\w-]{1,40}=(?:Bearer|Basic|Api-Token|ApiKey|Token)(?: |%20)|Header (?:format invalid|doesn't match)/i,
    source: 'opentelemetry-python opentelemetry-api util/re.py; W3C Baggage, value',
  },
  {
    fact: 'header-left-out',
    layer: 'settings',
    sayer: 'person',
    pattern: /skip|decod|encod|literal %20|regex|\bspace\b|malformed|Header format|not (?:URL|percent)/i,
    source: 'opentelemetry-python opentelemetry-api util/re.py',
  },
  {
    fact: 'header-name-refused',
    layer: 'settings',
    sayer: 'program',
    pattern: /quotes|Illegal header/i,
    source: 'grpcio 1.60 _cython/_cygrpc metadata; gRPC core validate_metadata.cc',
  },
  {
    fact: 'headers-in-another-form',
    layer: 'settings',
    sayer: 'file',
    pattern: /headers?\w{0,10}["']?\s{0,2}[:=]\s{0,2}["'`]\{|HEADERS=["']?[\w-]{1,40}: ?\w/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md, OTEL_EXPORTER_OTLP_HEADERS',
  },
  {
    fact: 'header-without-name',
    layer: 'settings',
    sayer: 'file',
    pattern: /HEADERS["']?\s{0,2}[=:]\s{0,2}["']?[\w.-]{8,200}["']?(?![\w.=%-])/,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md: name=value with commas in between',
  },
  {
    fact: 'pair-unreadable',
    layer: 'settings',
    sayer: 'program',
    pattern: /not enough values to unpack \(expected 2, got 1\)|dictionary update sequence element/,
    source: 'CPython 3.11 ceval.c unpack_iterable',
  },
  {
    fact: 'headers-set',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_EXPORTER_OTLP_(?:[A-Z]{4,7}_)?HEADERS/,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'resource-attributes-named',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_RESOURCE_ATTRIBUTES/,
    source: 'OpenTelemetry specification 1.40, resource/sdk.md',
  },
  {
    fact: 'entry-malformed',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /without ['"]?=|stray comma|trailing comma|empty entry|missing (?:value|key|=)|partial (?:resource|error)|malformed|invalid|unescaped|=\w{1,60}=(?:\s|$)|,,/i,
    source: 'opentelemetry-go sdk/resource env.go, errMissingValue',
  },
  {
    fact: 'service-name-named',
    layer: 'settings',
    sayer: 'person',
    pattern: /service\.?name|OTEL_SERVICE_NAME/i,
    source: 'OpenTelemetry specification 1.40, resource/sdk.md',
  },
  {
    fact: 'another-name-wins',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /unknown[ _]service|\balways\b|hard-?coded|overwr|overrid|ignored|default detector|Resource::default|wrong name|instead of/i,
    source: 'OpenTelemetry specification 1.40, resource/sdk.md, merge',
  },
  {
    fact: 'sampler-set',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_TRACES_SAMPLER/,
    source: 'OpenTelemetry specification 1.40, configuration/sdk-environment-variables.md',
  },
  {
    fact: 'sampled-otherwise',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /only \d{1,3} ?%|unknown|invalid|not recogni[sz]ed|default|\d ?% of|ignored|unsupported|unrecogni[sz]ed/i,
    source: 'OpenTelemetry specification 1.40, configuration/sdk-environment-variables.md',
  },
  {
    fact: 'platform-samples',
    layer: 'telemetry',
    sayer: 'person',
    pattern: /99 ?%|Cloud Run|distro/i,
    source: 'Cloud Run, trace: sampled by the platform',
  },
  {
    fact: 'timeout-set',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /with_?timeout\(|(?<!_)timeout\s{0,2}[=:(]\s{0,2}\d|timeout of \d|\d ?s (?:export )?timeout|WithTimeout\(/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md, OTEL_EXPORTER_OTLP_TIMEOUT',
  },
  {
    fact: 'timeout-variable',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_EXPORTER_OTLP_(?:[A-Z]{4,7}_)?TIMEOUT\s{0,2}[=:]/,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md: milliseconds; Python and Ruby: seconds',
  },
  {
    fact: 'retries-for-long',
    layer: 'outcome',
    sayer: 'person',
    pattern:
      /(?:shutdown|exporter?|stop)\w{0,3}[^.\n]{0,40}(?:takes|waits?|hangs?|retries)[^.\n]{0,30}(?:\d{2,6} ?s|seconds|minutes|hours)/i,
    source: 'opentelemetry-python 1.2x exporter-otlp-proto-http: the timeout is in seconds',
  },
  {
    fact: 'configuration-file',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_(?:EXPERIMENTAL_)?CONFIG_FILE/,
    source: 'OpenTelemetry specification 1.40, configuration/sdk-environment-variables.md',
  },
  {
    fact: 'setting-ignored',
    layer: 'settings',
    sayer: 'person',
    pattern: /ignored|no effect|not (?:used|applied|read)|default/i,
    source: 'OpenTelemetry specification 1.40, configuration/sdk-environment-variables.md',
  },
  {
    fact: 'url-without-path',
    layer: 'settings',
    sayer: 'file',
    pattern: /\b(?:url|endpoint)["']?\s?[:=]\s?["']?https?:\/\/[\w.-]{1,253}(?::\d{2,5})?["']?$/m,
    source: 'RFC 3986 section 3.3',
  },
  {
    fact: 'url-given-as-host',
    layer: 'settings',
    sayer: 'file',
    pattern: /With(?:Export)?Endpoint\((?!\))[^)\n]{0,60}https?:\/\//,
    source: 'opentelemetry-go 1.47 otlptracegrpc options.go, WithEndpoint',
  },
  {
    fact: 'scheme-said-missing',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /(?:no|without (?:a |the )?|missing|lacks (?:a |the )?) ?(?:url )?scheme|scheme-?less|without https?:\/\//i,
    source: 'RFC 3986 section 3.1',
  },
  {
    fact: 'endpoint-named',
    layer: 'settings',
    sayer: 'person',
    pattern: /endpoint|url/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'insecure-asked',
    layer: 'settings',
    sayer: 'file',
    pattern: /insecure[\w-]{0,20}\s{0,2}[:=]\s{0,2}["']?true|WithInsecure/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md, OTEL_EXPORTER_OTLP_INSECURE',
  },
  {
    fact: 'encryption-asked',
    layer: 'encryption',
    sayer: 'file',
    pattern: /\bhttps\b/i,
    source: 'RFC 9110 section 4.2.2',
  },
  {
    fact: 'traces-endpoint-only',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_EXPORTER_OTLP_TRACES_ENDPOINT/,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'others-go-to-localhost',
    layer: 'outcome',
    sayer: 'person',
    pattern:
      /(?:metrics|logs).{0,120}(?:localhost|127\.0\.0\.1)|(?:localhost|127\.0\.0\.1).{0,80}(?:metrics|logs)/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md, default endpoint',
  },
  {
    fact: 'certificate-variable',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_EXPORTER_OTLP_(?:\w{4,7}_)?(?:CLIENT_)?CERTIFICATE\b/,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'exporter-over-http',
    layer: 'process',
    sayer: 'person',
    pattern: /\bHTTP exporter|exporter-trace-otlp-(?:http|proto)|http\/protobuf/i,
    source: 'opentelemetry-js 0.55 otlp-exporter-base otlp-http-env-configuration.ts',
  },
  {
    fact: 'console-output',
    layer: 'outcome',
    sayer: 'person',
    pattern:
      /spans? (?:are |is )?(?:only )?(?:printed|written|shown|logged) (?:on|to|in) (?:the )?(?:stdout|console|terminal|screen)/i,
    source: 'OpenTelemetry specification 1.40, configuration/sdk-environment-variables.md, exporter console',
  },
  {
    fact: 'exporter-not-set',
    layer: 'settings',
    sayer: 'person',
    pattern: /EXPORTER\b[^\n]{0,20}(?:not set|unset|missing|empty)|without (?:an? )?(?:OTEL_)?EXPORTER/i,
    source:
      'OpenTelemetry specification 1.40, configuration/sdk-environment-variables.md, OTEL_TRACES_EXPORTER',
  },
] as const satisfies readonly Sign[];
