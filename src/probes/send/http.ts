import diagnosticsChannel from 'node:diagnostics_channel';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import type { HttpAnswer } from '../../model/facts.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { httpAnswer, readBody } from '../wire/http-answer.ts';
import { lookupWithin } from '../wire/lookup.ts';
import { tlsMaterial } from '../wire/reach.ts';
import { type WireError, wireError } from '../wire/socket.ts';
import { undecodable } from '../wire/undecodable.ts';

/** What the first request of an export met: the exporters retry, but the first answer tells the fault. */
export interface FirstAnswer {
  readonly answer: HttpAnswer | null;
  readonly error: WireError | null;
}

/** An agent for one export, and the promise of what its first request met. */
export interface WatchedAgent {
  readonly agent: http.Agent;
  readonly first: Promise<FirstAnswer>;
  /** Ends the connection and every retry. */
  close(): void;
}

const createAgent = async (target: Target, context: Context): Promise<http.Agent> => {
  const material = tlsMaterial(target, context.readFile);
  const proxyUrl = context.secrets.proxyUrl?.reveal();
  if (proxyUrl !== undefined) {
    const { createProxyAgent } = await import('./proxied.ts');
    return createProxyAgent(proxyUrl, target.secure, material);
  }
  const way = { keepAlive: true, lookup: lookupWithin(context.remaining) };
  if (!target.secure) return new http.Agent(way);
  const { Agent } = await import('node:https');
  return new Agent({ ...way, ...material });
};

type OwnRequest = ClientRequest & { readonly agent?: http.Agent };

const watchers = new WeakMap<http.Agent, (request: ClientRequest) => void>();

let subscribed = false;

/** One subscription for the process; a request is told to the watcher of its agent. */
const subscribe = (): void => {
  if (subscribed) return;
  subscribed = true;
  diagnosticsChannel.subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: OwnRequest };
    if (request.agent) watchers.get(request.agent)?.(request);
  });
};

/**
 * Watches the requests of one export through Node's own diagnostics channel: the exporters hand out neither the
 * status of a retried request nor content type and body of a successful one.
 */
export const watchAgent = async (target: Target, context: Context): Promise<WatchedAgent> => {
  subscribe();
  const agent = await createAgent(target, context);
  let closed = false;
  const first = new Promise<FirstAnswer>((settle) => {
    watchers.set(agent, (request) => {
      // An error without a code is not retried by the exporter.
      if (closed) request.destroy(new Error('the doctor has seen enough'));
      request.once('response', (response: IncomingMessage) => {
        readBody(response).then((body) => {
          settle({ answer: httpAnswer(response, body, context.secretValues), error: null });
          // The exporter itself would keep every piece of an answer that does not end.
          if (!response.complete) response.destroy();
        });
      });
      request.once('error', (error) => settle({ answer: null, error: wireError(error) }));
    });
  });
  const close = (): void => {
    closed = true;
    agent.destroy();
  };
  return { agent, first, close };
};

/** Where and how the control goes: as the export went. */
export interface ControlRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly agent: http.Agent;
  /** Milliseconds to wait for an answer. */
  readonly timeoutMs: number;
}

/**
 * Posts a body that cannot be decoded to the route of an export, over its connection: a receiver that decodes refuses
 * it, and keeps nothing. Null when no answer comes.
 */
export const postUndecodable = async (
  { url, headers, json, agent, timeoutMs }: ControlRequest,
  secretValues: readonly string[],
): Promise<HttpAnswer | null> => {
  // The agent of a tunnel tells by who calls it whether it is to speak TLS.
  const { request: start } = url.startsWith('https:') ? await import('node:https') : http;
  return new Promise((resolve) => {
    const body = undecodable(json);
    const type = json ? 'application/json' : 'application/x-protobuf';
    const request = start(url, {
      ...{ agent, method: 'POST', timeout: timeoutMs },
      headers: {
        ...headers,
        ...{ 'content-type': type, 'content-length': body.length, 'user-agent': 'otel-doctor' },
      },
    });
    request.on('response', (response) => {
      readBody(response).then((received) => resolve(httpAnswer(response, received, secretValues)));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
    request.end(body);
  });
};
