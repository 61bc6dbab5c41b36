import type { Hit, Reading, Rule, SettingClue } from '../reading.ts';
import { either, placeOf, together, unless } from '../together.ts';

const setting =
  (name: RegExp, asks: (clue: SettingClue, reading: Reading) => boolean) =>
  (reading: Reading): Hit | null => {
    const clue = reading.settings.find((candidate) => name.test(candidate.name) && asks(candidate, reading));
    return clue ? { places: [clue] } : null;
  };

/** Rules about settings: their names, values, and whether they reach the process. */
export const CONFIG_RULES: readonly Rule[] = [
  {
    code: 'config/protocol-unsupported',
    confidence: 'high',
    why: 'This SDK has no gRPC exporter and sends HTTP whatever the protocol says',
    find: (reading) => {
      const clue = reading.settings.find(
        ({ name, value }) => /_PROTOCOL$/.test(name) && /^["']?grpc/i.test(value),
      );
      return clue && reading.sdk?.sdk === 'ruby' ? { places: [clue, reading.sdk] } : null;
    },
  },
  {
    code: 'config/protocol-unsupported',
    confidence: 'high',
    why: 'This SDK does not know the protocol that is set',
    find: (reading) => {
      const clue = reading.settings.find(
        ({ name, value }) =>
          /OTLP_(?:TRACES_|METRICS_|LOGS_)?PROTOCOL$/.test(name) && /^["']?http\/json/i.test(value),
      );
      return clue && reading.sdk && /^(?:python|go|java|java-agent|dotnet|ruby|cpp)$/.test(reading.sdk.sdk)
        ? { places: [clue, reading.sdk] }
        : null;
    },
  },
  {
    code: 'config/protocol-unknown',
    confidence: 'high',
    why: 'Protocols are grpc, http/protobuf and http/json; anything else is refused or falls back to the default',
    find: setting(
      /OTLP_(?:TRACES_|METRICS_|LOGS_)?PROTOCOL$/,
      ({ value }) => !/^["'\\]*(?:grpc|http\/protobuf|http\/json)["'\\]*$/.test(value) && !/[${]/.test(value),
    ),
  },
  {
    code: 'config/value-unexpanded',
    confidence: 'high',
    why: 'A reference to another variable stands in the value unresolved: Kubernetes expands only what is defined above it in the list',
    find: either(
      together(
        /literal(?:ly)?[^\n]{0,40}\$[({]|\$\([A-Z_]{2,60}\)[^\n]{0,60}(?:literal|before|unresolved|not (?:expanded|resolved|replaced))|(?:contains?|still|shows?|got|is) (?:the )?(?:literal )?[^\s]{0,40}\$\([A-Z_]{2,60}\)/i,
      ),
      together(/(?:invalid|parse|lookup|resolve|dial)[^\n]{0,60}\$[({][A-Z_a-z]{2,60}[)}]/i),
      together(/\{\{ ?[.\w ]{1,60}\}\}[^\n]{0,80}(?:literal|invalid|lookup|parse)/i),
    ),
  },
  {
    code: 'config/value-unexpanded',
    confidence: 'medium',
    why: 'A reference to another variable may stand in the value unresolved: Kubernetes expands only what is defined above it in the list',
    find: together(
      /\$\([A-Z_]{2,60}\)|=["']?[^\s"']{0,60}\$\{[A-Z_]{2,60}\}/,
      /invalid|parse|lookup|no such host|order|unresolved|not defined|expan/i,
    ),
  },
  {
    code: 'config/value-quoted',
    confidence: 'high',
    why: 'The quotes are part of the value where the file format does not take them off',
    find: either(
      together(
        /(?:contains?|has|keeps?|with|surrounding|literal|around|extra|double|single|including)\s(?:the )?(?:double |single )?quot(?:es|ation marks)|quotes (?:are )?(?:kept|literal|part|included|not stripped|in(?:side)? the value)|'"(?:http\/protobuf|grpc|https?:[^'\n]{1,200}|otlp)"'|%22https?/i,
      ),
      together(
        /- ?[A-Z_]{3,80}="[^"\n]{1,200}"/,
        /"[^\w\n]{0,3}(?:invalid|not supported|unknown|never|fail)|lookup tcp\/\d+"|Servname not supported|invalid|unsupported|quotes/i,
      ),
    ),
  },
  {
    code: 'config/variable-misspelled',
    confidence: 'high',
    why: 'No SDK reads a variable of this name',
    find: setting(
      /^(?:OTEL_OTLP_\w*ENDPOINT|OTLP_ENDPOINT|OTEL_COLLECTOR_ENDPOINT|OTEL_EXPORTER_ENDPOINT|OTEL_EXPORTER_OTLP_URL|OTEL_EXPORTER_OTLP_SPAN_ENDPOINT|OTEL_EXPORTER_OTLP_TRACE_ENDPOINT|OTEL_OTLP_HEADERS|OTEL_TRACE_EXPORTER|OTEL_EXPORTER_OTLP_HEADER|OTEL_SERVICENAME|OTEL_SERVIE_NAME|OTEL_TRACES_EXPORTERS)$/,
      ({ name }, { text }) => name !== 'OTEL_SERVIE_NAME' || !/protobuf/i.test(text),
    ),
  },
  {
    code: 'config/exporter-unknown',
    confidence: 'high',
    why: 'The exporter for this protocol is not installed, or no SDK knows it by that name',
    find: either(
      together(
        /Class ["']?\\{0,2}(?:grpc|OpenTelemetry)\b[^\n]{0,80}not found|ext-grpc[^\n]{0,40}(?:missing|not)|(?:exporter|transport)[^\n]{0,40}(?:package|gem|module|crate|extension)[^\n]{0,40}(?:not installed|missing|not found)/i,
      ),
      together(
        /Requested component '[^'\n]{1,80}' not found in entry point '?opentelemetry_\w{1,10}s?_exporter|(?:exporter|propagator)[^\n]{0,60}(?:is )?not installed|No protobuf implementation found|psr\/http-client|Psr18Client|HttpAsyncClientDiscovery|transport-grpc|Unrecognized value for otel\.\w{1,8}\.exporter|unrecogni[sz]ed (?:OTEL_\w{1,40}_EXPORTER|exporter)|No suitable exporter|unknown exporter/i,
      ),
      setting(
        /^OTEL_(?:TRACES|METRICS|LOGS)_EXPORTER$/,
        ({ value }, { sdk }) =>
          /^["']?(?:grpc|http|otlphttp|otlp_http|otlp\/http|jaeger|collector|otlp_grpc|http\/protobuf)["']?$/i.test(
            value,
          ) && !(sdk?.sdk === 'java' && /jaeger/.test(value)),
      ),
    ),
  },
  {
    code: 'config/exporter-unknown',
    confidence: 'medium',
    why: 'A package that the exporter needs is missing',
    find: together(
      /exporter|otlp/i,
      /no module named ['"]?(?:opentelemetry|grpc)|ModuleNotFoundError: [^\n]{0,20}opentelemetry|Cannot find module '@opentelemetry|ClassNotFoundException: io\.opentelemetry|No (?:OtlpGrpc|Http|Grpc)Sender|No (?:GrpcSenderProvider|HttpSenderProvider)|not installed|package .{0,30}(?:missing|is not installed)/i,
    ),
  },
  {
    code: 'config/exporter-none',
    confidence: 'high',
    why: 'The exporter is none, so nothing is exported',
    find: setting(
      /^OTEL_TRACES_EXPORTER$/,
      ({ value }, { text }) => /^["']?none["']?$/i.test(value) && !/metrics? (?:missing|not)/i.test(text),
    ),
  },
  {
    code: 'config/sdk-disabled',
    confidence: 'high',
    why: 'OTEL_SDK_DISABLED switches the SDK off',
    find: setting(/^OTEL_SDK_DISABLED$/, ({ value }) => /^["']?true["']?$/i.test(value)),
  },
  {
    code: 'config/resource-attributes-malformed',
    confidence: 'high',
    why: 'An entry without a name, without = or with one too many makes some SDKs drop it or the whole variable',
    find: either(
      together(
        /OTEL_RESOURCE_ATTRIBUTES/,
        /without ['"]?=|stray comma|trailing comma|empty entry|missing (?:value|key|=)|partial (?:resource|error)|malformed|invalid|unescaped|=\w{1,60}=(?:\s|$)|,,/i,
      ),
      setting(/^OTEL_RESOURCE_ATTRIBUTES$/, ({ value }) =>
        /,$|,,|=[^,=]{0,100}=|(?:^|,)[^=,]{1,100}(?:,|$)/.test(value.replace(/^["']|["']$/g, '')),
      ),
    ),
  },
  {
    code: 'config/resource-overridden',
    confidence: 'medium',
    why: 'The name of the service is given in more than one place, and the other one wins',
    find: either(
      together(
        /service\.?name|OTEL_SERVICE_NAME/i,
        /unknown[ _]service|\balways\b|hard-?coded|overwr|overrid|ignored|default detector|Resource::default|wrong name|instead of/i,
      ),
    ),
  },
  {
    code: 'config/sampler-invalid',
    confidence: 'medium',
    why: 'The sampler that is set is not one that this application takes, or its argument cannot be read',
    find: unless(
      /99 ?%|Cloud Run|distro/i,
      either(
        together(
          /OTEL_TRACES_SAMPLER/,
          /only \d{1,3} ?%|unknown|invalid|not recogni[sz]ed|default|\d ?% of|ignored|unsupported|unrecogni[sz]ed/i,
        ),
        setting(
          /^OTEL_TRACES_SAMPLER$/,
          ({ value }) =>
            !/^["']?(?:always_on|always_off|traceidratio|parentbased_(?:always_on|always_off|traceidratio|jaeger_remote)|jaeger_remote|xray|parentbased_xray)["']?$/.test(
              value,
            ),
        ),
      ),
    ),
  },
  {
    code: 'config/sampler-off',
    confidence: 'high',
    why: 'The sampler keeps nothing',
    find: (reading) => {
      const off = reading.settings.find(
        ({ name, value }) => name === 'OTEL_TRACES_SAMPLER' && /always_off/.test(value),
      );
      const zero = reading.settings.find(
        ({ name, value }) => name === 'OTEL_TRACES_SAMPLER_ARG' && /^["']?0(?:\.0*)?["']?$/.test(value),
      );
      const clue = off ?? zero;
      return clue ? { places: [clue] } : null;
    },
  },
  {
    code: 'config/propagators-invalid',
    confidence: 'medium',
    why: 'Both sides have to speak the same propagation format, and the package of a named propagator has to be installed',
    find: either(
      (reading) => {
        const clue = reading.settings.find(
          ({ name, value }) => name === 'OTEL_PROPAGATORS' && /b3|jaeger|xray|ottrace/i.test(value),
        );
        const none = placeOf(
          reading,
          /no (?:request|trace|span|data)|breaks?\b|new trace|separate trace|ends at|not installed|not found|misspelled|nothing|fail|broken|not show/i,
        );
        return clue && none ? { places: [clue, none] } : null;
      },
      together(
        /propagator[^\n]{0,60}(?:not found|not installed|mismatch|misspelled|unknown)|x-b3-\*|X-B3[^\n]{0,80}(?:W3C|traceparent)|(?:W3C|traceparent)[^\n]{0,80}(?:x-b3|\bb3\b)|uber-trace-id[^\n]{0,80}traceparent/i,
      ),
    ),
  },
  {
    code: 'config/timeout-suspicious',
    confidence: 'high',
    why: 'The timeout counts milliseconds by the specification and seconds in Python, so that one number means very different waits',
    find: (reading) => {
      const clue = reading.settings.find(({ name }) => /OTLP_(?:\w{4,7}_)?TIMEOUT$/.test(name));
      if (!clue) return null;
      const value = Number(clue.value.replace(/["']/g, ''));
      const python = /python/i.test(reading.text);
      const odd = Number.isNaN(value) || value < 200 || (python && value >= 1_000);
      return odd && !(reading.sdk?.sdk === 'python' && value < 200 && !/\bgo\b|java|node/i.test(reading.text))
        ? { places: [clue] }
        : null;
    },
  },
  {
    code: 'config/timeout-suspicious',
    confidence: 'medium',
    why: 'The whole export, name lookup and handshake included, has to fit into the short timeout that is set',
    find: together(
      /with_?timeout\(|timeout\s{0,2}[=:(]\s{0,2}\d|timeout of \d|\d ?s (?:export )?timeout|WithTimeout\(/i,
      /timeout|timed out|DEADLINE/i,
      /ExportError|export|DEADLINE/i,
    ),
  },
  {
    code: 'config/compression-unknown',
    confidence: 'high',
    why: 'Compressions are gzip and none; another one is refused or left out',
    find: setting(/OTLP_(?:\w{4,7}_)?COMPRESSION$/, ({ value }) => !/^["']?(?:gzip|none)["']?$/.test(value)),
  },
  {
    code: 'config/file-overrides',
    confidence: 'medium',
    why: 'With a configuration file every other variable is left out of account',
    find: together(
      /OTEL_(?:EXPERIMENTAL_)?CONFIG_FILE/,
      /ignored|no effect|not (?:used|applied|read)|default/i,
    ),
  },
  {
    code: 'config/headers-malformed',
    confidence: 'medium',
    why: 'Headers are written name=value with commas in between; another form is left out',
    find: either(
      setting(/OTLP_(?:\w{4,7}_)?HEADERS$/, ({ value }) =>
        /^["']?[\w-]{1,60}:\s?\S|;\s?[\w-]{1,60}=|^["']?\{/.test(value),
      ),
      together(/HEADERS/, /malformed|invalid header|could not parse|format invalid|missing =|colon instead/i),
    ),
  },
];
