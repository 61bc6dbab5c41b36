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

/** Whether a header can hold a credential, by its name. */
export const isCredentialName = (name: string): boolean => CREDENTIAL.test(name);

/** Whether a configured header, or the login in the URL, can be a credential. */
export const hasCredential = (target: Target): boolean =>
  target.headers.some(({ name, scheme }) => scheme !== null || isCredentialName(name)) ||
  target.endpoint.includes('***@');
