import type { CheckCode } from '../../model/check-code.ts';
import { awaitsPerson } from '../../model/placeholder.ts';
import type { Signal } from '../../model/signal.ts';
import type { EndpointFault } from '../../model/target.ts';
import { parseEndpoint } from '../endpoint.ts';
import { codeOf, type Destination, type EndpointReading, fails } from '../endpoints/reading.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { Given } from '../settings.ts';
import { type Remark, remark } from './verdict.ts';

/** Where a signal goes, and what is wrong with the value that should have said so. */
export interface EndpointChoice {
  /** The value that was given first, or the default. */
  readonly text: string;
  readonly given: Given | null;
  /** The value that decided; null when the default did. */
  readonly by: Given | null;
  readonly to: Destination | null;
  readonly faults: readonly EndpointFault[];
  readonly remarks: readonly Remark[];
}

const FAULTS: readonly EndpointFault[] = ['invalid', 'quoted', 'scheme-missing'];

/** `$(X)`, `${X}`, `$NAME`, `{{ }}`, `<...>`: left over from a template. */
const UNEXPANDED =
  /\$\([\w.-]{1,200}\)|\$\{[^}]{0,200}\}|\{\{[^}]{0,200}\}\}|(?:^|[/@=,:\s])\$[A-Z_][A-Z0-9_]{2,100}\b|<[\w .-]{1,200}>/;

/** Whether a value still holds what somebody or something was to put in place. */
export const isUnexpanded = (value: string): boolean => UNEXPANDED.test(value) || awaitsPerson(value);

/** A name that no resolver can answer, although the URL parser let it pass. */
const checkHost = (reading: EndpointReading, value: string): EndpointReading => {
  if (reading.kind !== 'used' || reading.to.socket !== null) return reading;
  if (/^[\w.-]+$|^[0-9a-f:.%]+$|[^\0-\x7f]/i.test(reading.to.host)) return reading;
  if (isUnexpanded(value)) return fails('sends-nothing', 'config/value-unexpanded', 'unexpanded');
  const code = codeOf(value) === 'endpoint/quoted' ? 'endpoint/quoted' : 'endpoint/invalid';
  return fails('sends-nothing', code, 'host-name');
};

const isShowable = (given: Given): boolean => !/[@?#]/.test(given.value);

const problem = (
  given: Given,
  code: CheckCode,
  effect: Remark['effect'],
  detail: string,
  repaired: string | null,
): Remark => ({
  ...remark(given, code, effect, detail, isShowable(given) ? repaired : null),
  showable: true,
});

/** What is worth telling of a value that works. */
const oddities = (given: Given, to: Destination, sdk: Sdk, grpc: boolean): readonly Remark[] => {
  const text = given.value.trim();
  const hasQuery = /^[^#]*\?./.test(text);
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(\/[^?#]*)?/i.exec(text)?.[1] ?? '/';
  const remarks: Remark[] = [];
  if (hasQuery && !grpc && !given.perSignal) {
    const effect = to.query === '' ? 'ignored' : 'changed';
    remarks.push(problem(given, 'endpoint/query-misplaced', effect, 'query', null));
  }
  if (grpc && path !== '/' && to.basePath !== '/') {
    remarks.push(problem(given, 'endpoint/path-on-grpc', 'ignored', 'path', text.slice(0, -path.length)));
  }
  if (/\/\/[^/?#]*@/.test(text)) {
    const effect = sdk.headers.login === 'dropped' || grpc ? 'ignored' : 'changed';
    remarks.push(problem(given, 'endpoint/credentials-in-url', effect, 'login', null));
  }
  return remarks;
};

const withScheme = (text: string): string => `http://${text.trim()}`;

const repairOf = (code: CheckCode, given: Given): string | null => {
  if (code === 'endpoint/scheme-missing') return withScheme(given.value);
  if (code === 'endpoint/path-on-grpc') return /^[^/]*\/\/[^/?#]*/.exec(given.value.trim())?.[0] ?? null;
  const bare = given.value
    .trim()
    .replace(/^["'`\u201c\u2018]+|(?<!["'`\u201d\u2019])["'`\u201d\u2019]+$/g, '')
    .trim();
  return /^https?:\/\/[\w.:[\]-]+(\/\S*)?$/i.test(bare) ? bare : null;
};

const faultsOf = (
  text: string,
  reading: EndpointReading | null,
  grpc: boolean,
  sdk: Sdk,
): readonly EndpointFault[] => {
  if (reading?.kind === 'used' && (reading.to.socket !== null || reading.to.byResolver)) return [];
  const code = reading === null || reading.kind === 'used' ? '' : reading.code;
  const own = FAULTS.filter((fault) => code === `endpoint/${fault}`);
  // Who wants host and port over gRPC misses no scheme.
  if (grpc && sdk.grpcEndpoint === 'host-and-port') return own;
  const { faults } = parseEndpoint(text, grpc, false);
  return faults.length > 0 ? faults : own;
};

/** Reads the endpoint of a signal: the first value that the SDK takes, else its default. */
export const readEndpointOf = (
  given: readonly Given[],
  signal: Signal,
  sdk: Sdk,
  grpc: boolean,
  insecure: boolean | null,
): EndpointChoice => {
  const read = grpc ? sdk.endpoint.grpc : sdk.endpoint.http;
  const fallback = grpc ? sdk.defaultEndpoint.grpc : sdk.defaultEndpoint.http;
  const first = given[0] ?? null;
  const text = first?.value ?? fallback;
  const remarks: Remark[] = [];
  let firstReading: EndpointReading | null = null;
  for (const candidate of given) {
    const { value, perSignal } = candidate;
    const raw = read({ value, perSignal, signal, isDefault: false, insecure });
    const reading = sdk.name === 'spec' ? raw : checkHost(raw, value);
    firstReading ??= reading;
    const faults = faultsOf(text, firstReading, grpc, sdk);
    if (reading.kind === 'used') {
      const odd = oddities(candidate, reading.to, sdk, grpc);
      return { text, given: first, by: candidate, to: reading.to, faults, remarks: [...remarks, ...odd] };
    }
    const { code, detail } = reading;
    const effect = reading.kind === 'skipped' ? 'falls-back' : reading.effect;
    remarks.push(problem(candidate, code, effect, detail, repairOf(code, candidate)));
    if (reading.kind === 'failed') return { text, given: first, by: candidate, to: null, faults, remarks };
  }
  const reading = read({ value: fallback, perSignal: false, signal, isDefault: true, insecure });
  const to = reading.kind === 'used' ? reading.to : null;
  const faults = first === null ? [] : faultsOf(text, firstReading, grpc, sdk);
  return { text, given: first, by: null, to, faults, remarks };
};
