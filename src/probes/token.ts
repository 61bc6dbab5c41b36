import http from 'node:http';
import type { TokenRequest } from '../model/token-request.ts';
import { readBody } from './wire/http-answer.ts';
import { wireError } from './wire/socket.ts';

/** A token, or in a few words why there is none. */
export type TokenAnswer = { readonly token: string; readonly type: string } | { readonly why: string };

/** Milliseconds that a token is waited for. */
const TOKEN_MS = 5_000;

const formOf = ({ scopes, parameters }: TokenRequest): string =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    ...Object.fromEntries(parameters),
  }).toString();

const answerOf = (status: number, body: string): TokenAnswer => {
  if (status < 200 || status > 299) return { why: `the token endpoint answered ${status}` };
  try {
    const { access_token: token, token_type: type } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    if (typeof token !== 'string' || token === '')
      return { why: 'the token endpoint answered without a token' };
    return { token, type: typeof type === 'string' && !/^bearer$/i.test(type) ? type : 'Bearer' };
  } catch {
    return { why: 'the token endpoint answered with something else than JSON' };
  }
};

/** Asks for a token as golang.org/x/oauth2/clientcredentials does: the client in the header, the rest as a form. Never rejects. */
export const askForToken = async (question: TokenRequest): Promise<TokenAnswer> => {
  const { url, clientId, clientSecret } = question;
  if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) return { why: 'token_url is not a URL' };
  const login = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const body = formOf(question);
  const headers = {
    authorization: `Basic ${login.toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'otel-doctor',
  };
  const { request: start } = url.startsWith('https:') ? await import('node:https') : http;
  return new Promise((resolve) => {
    const request = start(url, { method: 'POST', headers, timeout: TOKEN_MS });
    request.on('response', (response) => {
      readBody(response).then((bytes) => {
        resolve(answerOf(response.statusCode ?? 0, bytes.toString('utf8')));
        response.destroy();
      });
    });
    request.on('timeout', () => request.destroy(new Error('it did not answer in time')));
    request.on('error', (error) =>
      resolve({
        why: `the token endpoint was not reached: ${wireError(error).code ?? wireError(error).message}`,
      }),
    );
    request.end(body);
  });
};
