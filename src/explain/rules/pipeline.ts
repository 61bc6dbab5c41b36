import { matching } from '../../text/pattern.ts';
import { isLocal } from '../address.ts';
import type { Rule } from '../reading.ts';
import { either, placeOf, together } from '../together.ts';
import { CONTAINER, NOTHING_ARRIVES } from './words.ts';

const BARE =
  /otlp:?\s{0,6}protocols:?\s{0,6}\{?\s{0,12}(?:grpc|http):?\s{0,12}(?:,|\{\}|http|grpc|\}|$|processors|exporters|with|and|null|~)|protocols[^\n]{0,40}(?:no|without)(?: an?| explicit)* endpoint|without (?:an )?(?:explicit )?endpoint|no explicit endpoint|bare (?:'|")?otlp/im;

/** Rules about the Collector and how it is deployed. */
export const PIPELINE_RULES: readonly Rule[] = [
  {
    code: 'pipeline/receiver-bound-to-loopback',
    confidence: 'high',
    why: 'The receiver listens on localhost of its container, as it does since Collector 0.104 without an endpoint, and no other container reaches it',
    find: either(
      together(
        /Starting (?:GRPC|HTTP) server.{0,60}endpoint[": \\]{1,8}(?:localhost|127\.0\.0\.1)/i,
        CONTAINER,
      ),
      together(BARE, NOTHING_ARRIVES),
      together(BARE, /0\.(?:10[4-9]|1[1-9]\d)|latest|upgrad|bump/i),
      (reading) => {
        const clue = reading.endpoints.find(({ use, host }) => use === 'receiver' && isLocal(host));
        const inside = placeOf(reading, CONTAINER);
        return clue && inside ? { places: [clue, inside] } : null;
      },
    ),
  },
  {
    code: 'pipeline/receiver-bound-to-loopback',
    confidence: 'medium',
    why: 'Since Collector 0.104 a receiver without an endpoint listens on localhost only, which nobody outside of its container reaches',
    find: either(
      together(BARE, CONTAINER),
      together(
        /collector|otelcol|otel-lgtm|jaeger v2|alloy|receiver/i,
        /v?0\.10[4-9]\b|(?:bind|bound|listen)\w{0,5} (?:only )?(?:to|on) (?:localhost|127\.0\.0\.1|loopback)/i,
        NOTHING_ARRIVES,
      ),
      together(
        /collector|otelcol|lgtm|jaeger|tempo/i,
        /-p 431[78]:431[78]|ports? (?:is |are )?published|431[78]:431[78]/i,
        /empty reply|connection reset by peer|unexpected EOF|socket hang up|\(52\)|\(56\)/i,
      ),
      together(/receivers?[^\n]{0,80}(?:localhost|127\.0\.0\.1):431[78]/i, NOTHING_ARRIVES),
    ),
  },
  {
    code: 'pipeline/port-not-published',
    confidence: 'high',
    why: 'The number on the left of a published port is for the host; between containers the one on the right counts',
    find: (reading) => {
      for (const { 1: outer, 2: inner, index } of reading.text.matchAll(
        /["'\s](\d{2,5}):(\d{2,5})\b["']?/g,
      )) {
        if (outer === inner || !/^431[78]$/.test(inner ?? '')) continue;
        const used = matching()`(?<!localhost|127\.0\.0\.1|0\.0\.0\.0):${outer ?? ''}\b(?!:)`.exec(
          reading.text.slice(index + 10),
        );
        if (used)
          return {
            places: [
              { start: index + 1, end: index + 1 + `${outer}:${inner}`.length },
              { start: index + 10 + used.index, end: index + 10 + used.index + used[0].length },
            ],
          };
      }
      return null;
    },
  },
  {
    code: 'pipeline/port-not-published',
    confidence: 'high',
    why: 'The container runs without its OTLP ports being published, so nothing outside of it reaches them',
    find: either(
      together(
        /docker run[^\n]{0,200}without -p|without -p|(?:ports?|431[78]) (?:(?:is|are|was|were) )?(?:not|never|n't) (?:published|exposed|mapped)|ports?[^.\n]{0,40}(?:do|does)(?: not|n't) include|had to (?:expose|publish|map)|(?:expose|publish|map)(?:ing)? (?:the )?port 431[78]|not published|unpublished|(?:does not|doesn't|forgot to|not) (?:publish|expose|map)\w{0,3}[^\n]{0,40}(?:431[78]|ports?)|missing (?:port mapping|-p|ports:)|no ports: (?:section|mapping)/i,
      ),
      (reading) => {
        const run = placeOf(reading, /docker run[^\n]{0,400}(?:jaeger|collector|otel|tempo|lgtm)/i);
        const failed = placeOf(reading, NOTHING_ARRIVES);
        return run &&
          failed &&
          !/431[78]:431[78]|--network[ =]host|-P\b/.test(reading.text) &&
          /-p \d/.test(reading.text)
          ? { places: [run, failed] }
          : null;
      },
    ),
  },
  {
    code: 'pipeline/memory-limiter-misconfigured',
    confidence: 'high',
    why: 'The memory limiter refuses from limit minus spike on, which is far below the limit here',
    find: (reading) => {
      const limit = /limit_(?:mib|percentage)["']?[: =]{1,3}(\d{1,6})/i.exec(
        reading.text.replace(/spike_limit_[a-z]{1,20}[: =]{1,3}\d+/gi, (found) => ' '.repeat(found.length)),
      );
      const spike = /spike_limit_(?:mib|percentage)["']?[: =]{1,3}(\d{1,6})/i.exec(reading.text);
      if (!limit || !spike || Number(limit[1]) - Number(spike[1]) > Number(limit[1]) / 2) return null;
      return {
        places: [
          { start: limit.index, end: limit.index + limit[0].length },
          { start: spike.index, end: spike.index + spike[0].length },
        ],
      };
    },
  },
  {
    code: 'config/value-unexpanded',
    confidence: 'high',
    why: 'The configuration names an environment variable that is not set, and an empty text takes its place',
    find: together(
      /Configuration references unset environment variable|(?:env(?:ironment)? )?variable (?:is )?not (?:defined|set).{0,40}\$\{env:/i,
    ),
  },
  {
    code: 'pipeline/exports-to-itself',
    confidence: 'medium',
    why: 'The exporter of the Collector has the address of its own receiver',
    find: (reading) => {
      const own = reading.endpoints.find(
        ({ use, host, port }) => use === 'exporter' && isLocal(host) && (port === 4317 || port === 4318),
      );
      const said = placeOf(
        reading,
        /own receiver|to itself|itself|::1|same (?:collector|port)|loop|receivers?[.:]/i,
      );
      return own && said ? { places: [own, said] } : null;
    },
  },
  {
    code: 'pipeline/signal-missing',
    confidence: 'high',
    why: 'The Collector has a receiver for it, and no pipeline of this signal',
    find: together(
      /(?:only (?:a |the )?|no |without (?:a )?|missing )(?:traces|metrics|logs) pipeline|pipelines? (?:has |have |with |contains? )?only (?:traces|metrics|logs)/i,
    ),
  },
  {
    code: 'pipeline/receiver-unused',
    confidence: 'medium',
    why: 'A receiver or exporter is defined and stands in no pipeline',
    find: together(
      /not (?:listed |included |referenced |used |added )?in (?:any |the |a )?(?:service\.)?pipelines?|never (?:added|listed|used) in (?:any |the |a )?pipeline|defined but (?:not|never) used/i,
      /otlp|receiver|exporter|processor/i,
    ),
  },
  {
    code: 'pipeline/exporter-misconfigured',
    confidence: 'medium',
    why: 'The exporter of the Collector has the port of the other protocol, or only writes to its log',
    find: either(
      (reading) => {
        const clue = reading.endpoints.find(
          ({ use, transport, port }) =>
            use === 'exporter' &&
            ((transport === 'http' && port === 4317) || (transport === 'grpc' && port === 4318)),
        );
        return clue ? { places: [clue] } : null;
      },
      together(
        /only (?:the |a )?(?:debug|logging) exporter|exporters: ?\[ ?(?:debug|logging) ?\]/i,
        NOTHING_ARRIVES,
      ),
    ),
  },
  {
    code: 'pipeline/exporter-failing',
    confidence: 'medium',
    why: 'The next hop of the Collector fails, and its queue fills',
    find: together(/sending[_ ]queue is full|send_failed|Exporting failed|queue[^\n]{0,20}full/i),
  },
];
