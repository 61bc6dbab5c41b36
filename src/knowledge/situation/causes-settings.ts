import type { PossibleCause } from './possible-cause.ts';

const UNEXPANDED =
  'A reference to another variable may stand in the value unresolved: Kubernetes expands only what is defined above it in the list';
const QUOTED = 'The quotes are part of the value where the file format does not take them off';
const HEADER_BLANK =
  'The value of a header has a raw blank where the SDK wants %20, so the entry is left out';
const HEADER_FORM = 'The list of headers is not name=value with commas in between, and cannot be read';
const PACKAGE = 'The exporter for this protocol is not installed, or no SDK knows it by that name';
const NAME_TWICE = 'The name of the service is given in more than one place, and the other one wins';
const PROPAGATORS =
  'Both sides have to speak the same propagation format, and the package of a named propagator has to be installed';

/** Settings. */
export const SETTINGS_CAUSES: readonly PossibleCause[] = [
  { code: 'config/value-unexpanded', weight: 'strong', why: UNEXPANDED, facts: ['reference-stayed'] },
  {
    code: 'config/value-unexpanded',
    weight: 'strong',
    why: 'The configuration names an environment variable that is not set, and an empty text takes its place',
    facts: ['unset-reference'],
  },
  {
    code: 'config/value-unexpanded',
    weight: 'fair',
    why: UNEXPANDED,
    facts: ['reference-in-value', 'reference-unresolved'],
  },
  { code: 'config/value-quoted', weight: 'strong', why: QUOTED, facts: ['quotes-kept'] },
  {
    code: 'config/value-quoted',
    weight: 'strong',
    why: QUOTED,
    facts: ['quoted-list-entry', 'quoted-value-refused'],
  },
  {
    code: 'config/header-encoding',
    weight: 'strong',
    why: HEADER_BLANK,
    facts: ['header-value-has-blank', 'header-left-out'],
    without: ['header-name-refused'],
  },
  {
    code: 'config/headers-malformed',
    weight: 'fair',
    why: HEADER_FORM,
    facts: ['headers-in-another-form', 'breaks-off'],
  },
  {
    code: 'config/headers-malformed',
    weight: 'fair',
    why: HEADER_FORM,
    facts: ['headers-in-another-form', 'nothing-arrives'],
  },
  {
    code: 'config/headers-malformed',
    weight: 'strong',
    why: 'An entry of the header list has no name and no =, so that it cannot be taken apart',
    facts: ['header-without-name', 'pair-unreadable'],
  },
  { code: 'config/exporter-unknown', weight: 'strong', why: PACKAGE, facts: ['exporter-package-missing'] },
  {
    code: 'config/exporter-unknown',
    weight: 'fair',
    why: 'A package that the exporter needs is missing',
    facts: ['exporter-named', 'library-missing'],
  },
  {
    code: 'config/exporter-not-otlp',
    weight: 'fair',
    why: 'Where no exporter is named, this program writes to its console',
    facts: ['console-output', 'exporter-not-set'],
  },
  {
    code: 'config/resource-attributes-malformed',
    weight: 'strong',
    why: 'An entry without a name, without = or with one too many makes some SDKs drop it or the whole variable',
    facts: ['resource-attributes-named', 'entry-malformed'],
  },
  {
    code: 'config/resource-overridden',
    weight: 'fair',
    why: NAME_TWICE,
    facts: ['service-name-named', 'another-name-wins'],
  },
  {
    code: 'config/sampler-invalid',
    weight: 'fair',
    why: 'The sampler that is set is not one that this application takes, or its argument cannot be read',
    facts: ['sampler-set', 'sampled-otherwise'],
    without: ['platform-samples'],
  },
  {
    code: 'config/propagators-invalid',
    weight: 'fair',
    why: PROPAGATORS,
    facts: ['other-propagators', 'nothing-arrives'],
  },
  {
    code: 'config/propagators-invalid',
    weight: 'fair',
    why: PROPAGATORS,
    facts: ['other-propagators', 'lost'],
  },
  { code: 'config/propagators-invalid', weight: 'fair', why: PROPAGATORS, facts: ['propagators-differ'] },
  {
    code: 'config/timeout-suspicious',
    weight: 'fair',
    why: 'The whole export, name lookup and handshake included, has to fit into the timeout that is set, whose unit depends on the SDK',
    facts: ['timeout-set', 'no-answer-in-time', 'exporter-named'],
  },
  {
    code: 'config/timeout-suspicious',
    weight: 'fair',
    why: 'The timeout is set in a unit that the SDK does not use, seconds or milliseconds',
    facts: ['timeout-set', 'retries-for-long'],
  },
  {
    code: 'config/timeout-suspicious',
    weight: 'strong',
    why: 'The timeout is set in a unit that the SDK does not use, seconds or milliseconds',
    facts: ['timeout-variable', 'retries-for-long'],
  },
  {
    code: 'config/variable-misspelled',
    weight: 'fair',
    why: 'Traefik 3 has other names for these flags: --tracing.otlp.grpc.endpoint and --tracing.otlp.http.endpoint',
    facts: ['flags-of-traefik-2'],
  },
  {
    code: 'config/file-overrides',
    weight: 'fair',
    why: 'With a configuration file every other variable is left out of account',
    facts: ['configuration-file', 'setting-ignored'],
  },
  {
    code: 'config/variable-unsupported',
    weight: 'strong',
    why: 'This exporter does not read the variables for certificates: they have to be given in another way',
    facts: ['certificate-variable', 'exporter-over-http', 'certificate-not-verified'],
    sdk: ['js'],
  },
];

const NO_PATH =
  'The endpoint of one signal, or one given in code, is used as it stands: nothing appends /v1/traces to it';

/** Addresses. */
export const ADDRESSES_CAUSES: readonly PossibleCause[] = [
  {
    code: 'endpoint/invalid',
    weight: 'strong',
    why: 'WithEndpoint of Go takes host and port; a URL belongs into WithEndpointURL',
    facts: ['url-given-as-host'],
  },
  {
    code: 'endpoint/scheme-missing',
    weight: 'fair',
    why: 'The endpoint has no http:// or https:// in front, which is read in different ways',
    facts: ['scheme-said-missing', 'endpoint-named'],
  },
  {
    code: 'endpoint/signal-path-missing',
    weight: 'strong',
    why: 'Spring Boot sends to this URL as it stands: nothing appends /v1/metrics or /v1/traces to it',
    facts: ['spring-export', 'url-without-path'],
  },
  {
    code: 'endpoint/signal-path-missing',
    weight: 'fair',
    why: NO_PATH,
    facts: ['posted-without-path', 'endpoint-named'],
  },
  {
    code: 'endpoint/signal-path-missing',
    weight: 'fair',
    why: 'Only the endpoint of one signal is set, and the others go to the default',
    facts: ['traces-endpoint-only', 'others-go-to-localhost'],
  },
  {
    code: 'endpoint/path-wrong',
    weight: 'fair',
    why: 'A slash too many or too few makes a path that the server does not know',
    facts: ['slash-said'],
  },
];
