import type { Delivery } from './facts.ts';
import type { Target } from './target.ts';

/** Fields that speak of one connection, which HTTP/2 forbids: https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2 */
export const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  ...['connection', 'http2-settings', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'],
]);

const UNAUTHENTICATED = 16;

/** 401, or its gRPC counterpart. */
export const isUnauthenticated = ({ http, grpc }: Delivery): boolean =>
  http?.status === 401 || grpc?.status === UNAUTHENTICATED;

const CREDENTIAL = /auth|token|key|secret|password|license|dsn|x-honeycomb-team|uptrace|signoz/i;

/** Whether a configured header, or the login in the URL, can be a credential. */
export const hasCredential = (target: Target): boolean =>
  target.headers.some(({ name, scheme }) => scheme !== null || CREDENTIAL.test(name)) ||
  target.endpoint.includes('***@');

/** Gateways that want a key in a header of their own, by their words: Kong key-auth, Azure API Management, a header that is named. */
const KEY_HEADERS: readonly { readonly asks: RegExp; readonly header: string }[] = [
  { asks: /No API key found in request|\bKey realm=/, header: 'apikey=KEY' },
  { asks: /missing subscription key/i, header: 'ocp-apim-subscription-key=KEY' },
  { asks: /\bx-api-key\b/i, header: 'x-api-key=KEY' },
];

/** Header list to fill in, by what the receiver asks for. */
export const wantedHeader = ({ http, grpc }: Delivery): string => {
  const asked = `${http?.authenticate ?? ''} ${http?.body ?? ''} ${grpc?.message ?? ''}`;
  if (/\bBasic\b/i.test(http?.authenticate ?? asked))
    return 'authorization=Basic%20BASE64_OF_USER_COLON_PASSWORD';
  const named = KEY_HEADERS.find(({ asks }) => asks.test(asked));
  if (named !== undefined) return named.header;
  return 'authorization=Bearer%20TOKEN';
};
