import diagnosticsChannel from 'node:diagnostics_channel';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { httpAnswer, readBody } from '../wire/http-answer.ts';
import { lookupWithin } from '../wire/lookup.ts';
import { tlsMaterial } from '../wire/reach.ts';
import { wireError } from '../wire/socket.ts';
import type { FirstAnswer } from './line.ts';

/** An agent for one export, and the promise of what its first request met. */
export interface WatchedAgent {
  readonly agent: http.Agent;
  readonly first: Promise<FirstAnswer>;
  /** Ends the connection and every retry. */
  close(): void;
}

/** An agent on the way of a target, with the trust and the identity that its settings give. */
export const createAgent = async (target: Target, context: Context): Promise<http.Agent> => {
  const material = tlsMaterial(target, context.readFile);
  const proxyUrl = context.secrets.proxyUrl?.reveal();
  if (proxyUrl !== undefined) {
    const { createProxyAgent, createSocksAgent } = await import('./proxied.ts');
    if (proxyUrl.startsWith('socks')) return createSocksAgent(target, material, context);
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
