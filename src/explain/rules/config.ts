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
    confidence: 'medium',
    why: 'The whole export, name lookup and handshake included, has to fit into the short timeout that is set',
    find: together(
      /with_?timeout\(|timeout\s{0,2}[=:(]\s{0,2}\d|timeout of \d|\d ?s (?:export )?timeout|WithTimeout\(/i,
      /timeout|timed out|DEADLINE/i,
      /ExportError|export|DEADLINE/i,
    ),
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
];
