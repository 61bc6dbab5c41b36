import type { CheckCode } from '../../model/check-code.ts';
import type { Signal } from '../../model/signal.ts';
import type { SettingEffect } from '../../model/target.ts';

/** Where an SDK connects to and what it asks for there. */
export interface Destination {
  readonly secure: boolean;
  /** Host without brackets; empty for a Unix socket. */
  readonly host: string;
  readonly port: number;
  /** Path of the request; for gRPC the method. */
  readonly path: string;
  /** Query as it is sent, with its `?`; empty when there is none. */
  readonly query: string;
  /** `user:password` that this SDK sends as Basic authorization, percent-encoded; null when it sends none. */
  readonly login: string | null;
  /** `Host` header or `:authority`. */
  readonly authority: string;
  readonly socket: string | null;
  /** The value names a resolver of the gRPC library (`dns:///host:port`), which this SDK hands on to it. */
  readonly byResolver?: boolean;
  /** Path of the endpoint value itself. */
  readonly basePath: string;
}

/** What an SDK makes of one endpoint value. */
export type EndpointReading =
  | { readonly kind: 'used'; readonly to: Destination }
  /** The value is passed over, and the next one is asked. */
  | { readonly kind: 'skipped'; readonly code: CheckCode; readonly detail: string }
  | {
      readonly kind: 'failed';
      readonly effect: Extract<SettingEffect, 'does-not-start' | 'sends-nothing'>;
      readonly code: CheckCode;
      readonly detail: string;
    };

/** An endpoint value and what decides about its meaning. */
export interface EndpointQuestion {
  readonly value: string;
  readonly perSignal: boolean;
  readonly signal: Signal;
  /** Nothing was given: the value is the default of the SDK. */
  readonly isDefault: boolean;
  /** INSECURE as this SDK reads it; null when it is not set. */
  readonly insecure: boolean | null;
}

/** How an SDK reads an endpoint value. Pure; never throws. */
export type EndpointReader = (question: EndpointQuestion) => EndpointReading;

/** Readers for both ways of carrying OTLP. */
export interface EndpointReaders {
  readonly http: EndpointReader;
  readonly grpc: EndpointReader;
}

export const used = (to: Destination): EndpointReading => ({ kind: 'used', to });

export const skipped = (code: CheckCode, detail: string): EndpointReading => ({
  kind: 'skipped',
  code,
  detail,
});

export const fails = (
  effect: 'does-not-start' | 'sends-nothing',
  code: CheckCode,
  detail: string,
): EndpointReading => ({ kind: 'failed', effect, code, detail });

/** Host without the brackets of an IPv6 address. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '');

/** Everything but scheme, host and port, for an SDK that has nothing of it. */
export const plainDestination = (
  parts: Pick<Destination, 'secure' | 'host' | 'port' | 'path' | 'authority'> & Partial<Destination>,
): Destination => ({ query: '', login: null, socket: null, basePath: '/', ...parts });

/** A destination behind a Unix socket. */
export const socketDestination = (socket: string, path: string, secure: boolean): Destination =>
  plainDestination({ secure, host: '', port: 0, path, authority: 'localhost', socket });

export const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port <= 65_535;

/** Code for a value that is no URL, by what is wrong with it. */
export const codeOf = (value: string): CheckCode => {
  const text = value.trim();
  if (/^["'`\u201c\u201d\u2018\u2019]|["'`\u201c\u201d\u2018\u2019]$/.test(text)) return 'endpoint/quoted';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined)
    return /^https?$/.test(scheme) ? 'endpoint/invalid' : 'endpoint/scheme-unsupported';
  return /^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?(\/\S*)?$/i.test(text)
    ? 'endpoint/scheme-missing'
    : 'endpoint/invalid';
};

/** Reason key to go with `codeOf`. */
export const detailOf = (value: string): string => codeOf(value).slice('endpoint/'.length);
