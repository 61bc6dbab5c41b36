import { secret } from '../../model/secret.ts';
import { usageError } from '../../model/usage.ts';
import { NAMED, type Named } from '../../probes/behind/named.ts';
import type { Place, ReadPlace } from '../../probes/context.ts';
import { maskUrl, splitLogin } from '../../text/mask.ts';
import { percentDecode } from '../../text/percent.ts';
import type { DiagnoseRequest } from './from-settings.ts';
import type { Following } from './options.ts';

/** Variable with the headers of whoever reads, so that a key stands on no command line. */
export const READ_HEADERS = 'OTEL_DOCTOR_READ_HEADERS';

/** It is no setting of an SDK, and none is to be suspected of it. */
export const withoutReadHeaders = (
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => name !== READ_HEADERS));

/** `name=value,name=value`, values percent-decoded as in OTEL_EXPORTER_OTLP_HEADERS. */
const readHeaders = (text = ''): readonly (readonly [string, string])[] =>
  text.split(',').flatMap((entry) => {
    const end = entry.indexOf('=');
    if (entry.trim() === '') return [];
    const name = entry.slice(0, end).trim().toLowerCase();
    const value = percentDecode(entry.slice(end + 1).trim());
    // Node refuses other names and values with the value in its message.
    if (end < 1 || !/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name) || !/^[\x20-\x7e]{1,9000}$/.test(value))
      throw usageError(`${READ_HEADERS} takes name=value,name=value; one of its entries is none`);
    return [[name, value] as const];
  });

/** Milliseconds to look behind the receiver: batches of 10 s pass, and a backend that is busy has indexed. */
const WITHIN_MS = 30_000;

/** A page that the reader names, and what of it must not be shown. */
const placeOf = (
  text: string,
  flag: string,
  path: string,
): { readonly place: Place; readonly secretValues: readonly string[] } => {
  const whole = /^[a-z][a-z\d+.-]{0,20}:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || url.hostname === '' || !/^https?:$/.test(url.protocol))
    throw usageError(`${flag} takes a URL such as http://localhost:8888, not "${maskUrl(text)}"`);
  const { login } = splitLogin(whole.replace(/^https?:\/\//i, ''));
  url.username = '';
  url.password = '';
  if (url.pathname === '/' && url.search === '') url.pathname = path;
  const basic = Buffer.from(percentDecode(login)).toString('base64');
  const headers = login === '' ? {} : { authorization: secret(`Basic ${basic}`) };
  const shown = maskUrl(url.href);
  return {
    place: { url: url.href, shown, named: true, headers },
    secretValues: login === '' ? [] : [percentDecode(login), ...login.split(':').slice(1), basic],
  };
};

/** A place that is asked, and what of it must not be shown. */
interface Read {
  readonly place: ReadPlace;
  readonly secretValues: readonly string[];
}

/** A variable of the environment, whatever it is for. */
type Variable = (name: string) => string | undefined;

/** A backend by its name, with keys from variables. */
const namedPlace = (name: string, named: Named, variable: Variable): Read => {
  const names = [...named.needs, ...(named.takes ?? [])];
  const values = Object.fromEntries(names.map((one) => [one, variable(one)]));
  const missing = named.needs.filter((one) => !values[one]);
  if (missing.length > 0) throw usageError(`--read-back ${name} needs ${missing.join(' and ')} to be set`);
  const { url, headers } = named.place(values);
  const { place, secretValues } = placeOf(url, `--read-back ${name}: its address`, '/');
  const own = Object.entries(headers).map(([header, value]) => [header, secret(value)] as const);
  return {
    place: {
      ...place,
      headers: { ...place.headers, ...Object.fromEntries(own) },
      ...(named.backend === undefined ? {} : { backend: named.backend(values) }),
    },
    secretValues: [
      ...secretValues,
      ...Object.values(headers),
      ...names.filter((one) => /KEY|TOKEN/.test(one)).flatMap((one) => values[one] ?? []),
    ],
  };
};

/** A backend by its address, with headers from a variable. */
const addressedPlace = (text: string, variable: Variable): Read => {
  const { place, secretValues } = placeOf(text, '--read-back', '/');
  const headers = readHeaders(variable(READ_HEADERS));
  const own = Object.fromEntries(headers.map(([name, value]) => [name, secret(value)]));
  return {
    place: { ...place, headers: { ...place.headers, ...own } },
    secretValues: [...secretValues, ...headers.flatMap(([, value]) => [value, ...value.split(' ').slice(1)])],
  };
};

const readPlaceOf = (readBack: string | undefined, variable: Variable): Read | null => {
  if (readBack === undefined) return null;
  const text = readBack.trim();
  const named = Object.hasOwn(NAMED, text.toLowerCase()) ? NAMED[text.toLowerCase()] : undefined;
  return named === undefined
    ? addressedPlace(text, variable)
    : namedPlace(text.toLowerCase(), named, variable);
};

type Asked = Pick<DiagnoseRequest, 'follow' | 'collector' | 'readBack' | 'withinMs'>;

/** Whether anything behind the receiver is asked for. */
const isAsked = ({ follow, collector, readBack, withinMs }: Asked): boolean => {
  const named = collector.length > 0 || readBack !== undefined;
  if (follow === false && named)
    throw usageError('--collector and --read-back follow the test item: not together with --no-follow');
  if (follow !== true && !named && withinMs !== null)
    throw usageError('--within is the time to look behind the receiver: give --follow too');
  return follow === true || named;
};

/** What is looked at behind the receiver by what the command line says; null where nothing is. */
export const followingOf = (asked: Asked, variable: Variable): Following | null => {
  if (!isAsked(asked)) return null;
  const { collector, readBack, withinMs } = asked;
  const urls = collector.flatMap((list) => list.split(',')).map((url) => url.trim());
  const places = urls.filter((url) => url !== '').map((url) => placeOf(url, '--collector', '/metrics'));
  const read = readPlaceOf(readBack, variable);
  return {
    collectors: places.map(({ place }) => place),
    readBack: read?.place ?? null,
    withinMs: withinMs ?? WITHIN_MS,
    secretValues: [...places.flatMap(({ secretValues }) => secretValues), ...(read?.secretValues ?? [])],
  };
};
