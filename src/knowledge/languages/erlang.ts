import type { LanguageWords } from './language.ts';

/** Erlang and Elixir. */
export const erlang: LanguageWords = {
  sdk: 'erlang',
  told: 'erlang',
  programs: ['elixir', 'erlang', 'beam.smp', 'erlexec', 'rebar3'],
  commands: ['erl', 'iex', 'mix'],
  extensions: ['ex', 'exs', 'erl'],
  images: ['elixir', 'erlang'],
  marks: /opentelemetry_exporter|:opentelemetry\b|\bphoenix framework\b/i,
  project: {
    manifest: /^(?:rebar\.config|mix\.exs)$/,
    telemetry: /\bopentelemetry(?:_exporter|_api)?\b/,
    packages: ['opentelemetry_exporter', 'opentelemetry'],
    locks: ['mix.lock', 'rebar.lock'],
    versions: [
      '"P":\\s{0,20}\\{:hex,\\s{0,20}:P,\\s{0,20}"([^"]{1,100})"',
      '<<"P">>,\\s{0,20}\\{pkg,\\s{0,20}<<"P">>,\\s{0,20}<<"([^"]{1,100})">>',
    ],
  },
};
