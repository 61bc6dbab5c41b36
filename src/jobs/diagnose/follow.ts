import { secret } from '../../model/secret.ts';
import { usageError } from '../../model/usage.ts';
import type { Place } from '../../probes/context.ts';
import { maskUrl, splitLogin } from '../../text/mask.ts';
import { percentDecode } from '../../text/percent.ts';
import type { DiagnoseRequest } from './from-settings.ts';
import type { Following } from './options.ts';

/** Milliseconds to look behind the receiver: batches of 10 s pass, and a backend that is busy has indexed. */
const WITHIN_MS = 30_000;

/** A page that the reader names, and what of it must not be shown. */
const placeOf = (
  text: string,
  flag: string,
  path: string,
): { readonly place: Place; readonly secretValues: readonly string[] } => {
  const whole = /^https?:\/\//i.test(text) ? text : `http://${text}`;
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

/** What is looked at behind the receiver by what the command line says; null where nothing is. */
export const followingOf = ({
  follow,
  collector,
  withinMs,
}: Pick<DiagnoseRequest, 'follow' | 'collector' | 'withinMs'>): Following | null => {
  if (follow === false && collector.length > 0)
    throw usageError('--collector follows the test item: it does not go together with --no-follow');
  const asked = follow === true || collector.length > 0;
  if (!asked && withinMs !== null)
    throw usageError('--within is the time to look behind the receiver: give --follow or --collector too');
  if (!asked) return null;
  const urls = collector.flatMap((list) => list.split(',')).map((url) => url.trim());
  const places = urls.filter((url) => url !== '').map((url) => placeOf(url, '--collector', '/metrics'));
  return {
    collectors: places.map(({ place }) => place),
    withinMs: withinMs ?? WITHIN_MS,
    secretValues: places.flatMap(({ secretValues }) => secretValues),
  };
};
