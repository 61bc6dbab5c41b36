const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|.*\.localhost)$/i;

/** Whether a host is this machine itself: https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);
