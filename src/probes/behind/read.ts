import { setTimeout as pause } from 'node:timers/promises';
import type { SendFact } from '../../model/facts.ts';
import type { ReadBackFact } from '../../model/read-back.ts';
import type { Context, Place, ReadPlace } from '../context.ts';
import { clean } from '../wire/clean.ts';
import { limits } from '../wire/reach.ts';
import { ask, type Page } from './ask.ts';
import { BACKENDS, type Backend, type Told } from './backends.ts';
import type { Sought } from './sought.ts';

/** Milliseconds that one answer is waited for. */
const ANSWER_MS = 5_000;

/** Milliseconds between looks, the last one again and again. */
const PAUSES: readonly number[] = [200, 300, 500, 1_000, 2_000];

/** Names of services that are told. */
const MOST_SERVICES = 20;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const told = ({ status, text }: Page): Told => ({ status, text, json: jsonOf(text) });

/** Asks below the address that was given: a prefix of a proxy stays. */
const askAt = (place: Place, path: string, context: Context, body?: string): Promise<Page> => {
  const base = place.url.replace(/\/$/, '');
  const question = {
    place: { url: `${base}${path}`, headers: place.headers },
    accept: 'application/json',
    ...(body === undefined ? {} : { body }),
  };
  return ask(question, context.secretValues, limits(context, ANSWER_MS));
};

type Recognised = { readonly backend: Backend } | Pick<ReadBackFact, 'state' | 'detail'>;

/** The kind by its answers. Where nobody is recognised, the answer that says most tells why. */
const recognise = async (place: ReadPlace, context: Context): Promise<Recognised> => {
  if (place.backend !== undefined) return { backend: place.backend };
  const asked = await Promise.all(
    BACKENDS.map(async (backend) => ({ backend, page: await askAt(place, backend.recognise.path, context) })),
  );
  const known = asked.find(({ backend, page }) => backend.recognise.is(told(page)));
  if (known !== undefined) return { backend: known.backend };
  const pages = asked.map(({ page }) => page);
  const refused = pages.find(({ status }) => status === 401 || status === 403);
  if (refused !== undefined) return { state: 'refused', detail: refused.detail };
  const silent = pages.every(({ status }) => status === 0);
  return silent
    ? { state: 'unreachable', detail: pages[0]?.detail ?? '' }
    : { state: 'unknown', detail: pages[0]?.detail ?? '' };
};

const servicesOf = async (
  place: Place,
  { services }: Backend,
  context: Context,
): Promise<readonly string[] | null> => {
  if (services === undefined) return null;
  const page = await askAt(place, services.path, context);
  if (page.status !== 200) return null;
  const names = services.read(told(page)).filter((name) => typeof name === 'string');
  return names.slice(0, MOST_SERVICES).map((name) => clean(name, context.secretValues, 80));
};

/** Looks for items until all are found or the time is over. */
const lookFor = async (
  place: Place,
  backend: Backend,
  sought: readonly Sought[],
  context: Context,
): Promise<Pick<ReadBackFact, 'items' | 'waitedMs'> & { readonly last: Page | null }> => {
  const withinMs = context.follow?.withinMs ?? 0;
  const found = new Map<Sought, number>();
  const since = ({ sentAt }: Sought): number => Math.max(Date.now() - sentAt, 0);
  const first = sought[0] as Sought;
  const seen: { last: Page | null } = { last: null };
  for (let look = 0; ; look += 1) {
    const open = sought.filter((one) => !found.has(one));
    await Promise.all(
      open.map(async (one) => {
        const { path, body, isThere } = backend.find(one);
        const page = await askAt(place, path, context, body);
        seen.last = page;
        if (isThere(told(page))) found.set(one, since(one));
      }),
    );
    const next = PAUSES[Math.min(look, PAUSES.length - 1)] ?? 1_000;
    const isOver = found.size === sought.length || since(first) + next > withinMs;
    if (isOver || context.remaining() < next + 500) break;
    await pause(next, undefined, { signal: context.signal });
  }
  const items = sought.map((one) => ({
    ...{ signal: one.signal, traceId: one.traceId, foundAfterMs: found.get(one) ?? null },
  }));
  return { items, waitedMs: since(first), last: seen.last };
};

/** Asks a backend for the items that a receiver took. */
export const readBack = async (
  place: ReadPlace,
  { deliveries }: SendFact,
  sentAt: number,
  context: Context,
): Promise<ReadBackFact> => {
  const none = { url: place.shown, name: null, items: [], waitedMs: 0, services: null };
  const kind = await recognise(place, context);
  if ('state' in kind) return { ...none, ...kind };
  const { backend } = kind;
  const sought = deliveries
    .filter(({ delivered, signal }) => delivered && backend.signals.includes(signal))
    .map(({ signal, traceId }) => ({ signal, traceId, sentAt }));
  const asked = { ...none, name: backend.name, state: 'asked', detail: '' } as const;
  if (sought.length === 0) return asked;
  const { last, ...seen } = await lookFor(place, backend, sought, context);
  // Who lets its kind be seen may still ask for a login or a tenant before it tells of a trace.
  if (last !== null && (last.status === 401 || last.status === 403))
    return { ...none, name: backend.name, state: 'refused', detail: last.detail };
  if (last !== null && last.status === 0)
    return { ...none, name: backend.name, state: 'unreachable', detail: last.detail };
  // Who was named is believed to be there: another answer than a success tells nothing of the item.
  if (last !== null && place.backend !== undefined && last.status >= 300)
    return { ...none, name: backend.name, state: 'unknown', detail: last.detail };
  const services = seen.items.every(({ foundAfterMs }) => foundAfterMs !== null)
    ? null
    : await servicesOf(place, backend, context);
  return { ...asked, ...seen, services };
};
