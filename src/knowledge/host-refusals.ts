/**
 * What servers say to a Host header that is not in their list: MLflow 3.17.2, Starlette's TrustedHostMiddleware, Django,
 * Vite and webpack-dev-server, Rails.
 */
export const REFUSES_HOST =
  /invalid (http_)?host( header)?\b|host header (is )?(invalid|not (allowed|permitted))|dns rebinding|blocked (request|hosts?)\b.{0,40}host|not in (the )?(allowed|trusted)[ _-]hosts|untrusted host/i;
