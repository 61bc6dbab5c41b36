import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What names this machine, this checkout or one run, and what stands for it. */
const placesOf = (cache: string): readonly (readonly [RegExp, string])[] => [
  [/-----BEGIN [A-Z ]+-----[^-]*-----END [A-Z ]+-----/g, '<PEM>'],
  [/\/tmp\/otel-doctor-[a-z]+-\w{6}/g, '/etc/otel'],
  [new RegExp(`${escaped(cache)}/[^/\\s"']+`, 'g'), '/opt/app'],
  [new RegExp(`${escaped(root)}/test/corpus/senders/js`, 'g'), '/opt/app'],
  [new RegExp(escaped(root), 'g'), '/opt/app'],
  [/\/root\/\.pyenv\/versions\/[\d.]+/g, '/usr/local'],
  [/\/root\/\.cargo\/registry\/src\/[^/]+/g, '/usr/local/cargo'],
  [/\/root\/go\/pkg\/mod/g, '/go/pkg/mod'],
  [/\/root\b/g, '/home/app'],
  [new RegExp(`\\b${escaped(hostname())}\\b`, 'g'), 'host'],
  [/\bon \d+\.\d+\.\d+\.\d+:53\b/g, 'on 10.0.0.2:53'],
  // Ends of the lab's cables have other numbers in each run.
  [/\b198\.51\.100\.(\d+)\b/g, ''],
];

/** When and in which trace it was: never what is told, and other in each run. */
const MOMENTS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)?/gm, '2026/01/15 10:00:00'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d{4})/gm, '2026-01-15T10:00:00.000$1'],
  [/^[A-Z][a-z]{2} \d\d?, \d{4} \d\d?:\d\d:\d\d\s[AP]M/gm, 'Jan 15, 2026 10:00:00 AM'],
  [/^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ /gm, '$10115 10:00:00.000000    4321 '],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '4a6f7c1e-58a3-4c0e-9d53-0d1c2b7f8a90'],
  [/\b[0-9a-f]{32}\b/g, '0af7651916cd43dd8448eb211c80319c'],
  [/\b[0-9a-f]{16}\b/g, 'b7ad6b7169203331'],
  [/\b1[789]\d{17}\b/g, '1768471200000000000'],
];

const inOrder = (text: string, rules: readonly (readonly [RegExp, string])[]): string =>
  rules.reduce(
    (rest, [pattern, stand]) =>
      stand === ''
        ? rest.replace(pattern, (_, last: string) => `198.51.100.${Number(last) % 4}`)
        : rest.replace(pattern, stand),
    text,
  );

/** The frames of a stack trace, in Java, in JavaScript and in Python, of which the first ones tell enough. */
const FRAMES =
  /((?:^\s+at .*\n){3})((?:^\s+at .*\n){4,})|((?:^ {2}File ".*\n(?: {4}.*\n)*){2})((?:^ {2}File ".*\n(?: {4}.*\n)*){3,})/gm;

/** Cuts stack traces down, as Java does by itself where the same frames come again. */
export const shortenTraces = (text: string): string =>
  text.replace(FRAMES, (_, top?: string, more?: string, outer?: string, inner?: string) =>
    top !== undefined && more !== undefined
      ? `${top}\t... ${more.split('\n').length - 1} more\n`
      : `${outer}${inner?.slice(inner.lastIndexOf('\n  File ') + 1)}`,
  );

const LOCAL = /(\b127\.0\.0\.1|\blocalhost|\[::1\]|\b198\.51\.100\.\d):(\d{5})\b/g;

/** Takes a machine and a moment out of a text, and puts ports in the place of those that the lab happened to get. */
export type Mask = (text: string, ports: ReadonlyMap<number, number>) => string;

const named: Mask = (text, ports) => {
  const ends = new Map<string, number>();
  const known = text.replace(/(?<![\d.])\d{4,5}(?![\d.]*\d)/g, (digits) =>
    String(ports.get(Number(digits)) ?? digits),
  );
  const stands = new Set([...ports.values()].map(String));
  return known.replace(LOCAL, (whole, host: string, port: string) => {
    if (stands.has(port)) return whole;
    const end = ends.get(port) ?? 50_001 + ends.size;
    ends.set(port, end);
    return `${host}:${end}`;
  });
};

/**
 * The mask of this machine, where parts are kept in a directory.
 *
 * `ports` are what stands for each port that means something; other ends of a connection are numbered from 50001.
 */
export const maskFor = (cache: string): Mask => {
  const places = placesOf(cache);
  return (text, ports) => named(inOrder(inOrder(text, places), MOMENTS), ports);
};
