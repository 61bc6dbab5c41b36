/** The doctor's own code for a TLS server that selects no protocol by ALPN, where the SDK refuses one. */
export const ALPN_MISSING = 'ALPN_MISSING';

/** The code of an error of the system or of Node, such as `ENOENT`; empty where there is none. */
export const errorCode = (thrown: unknown): string => {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : '';
};
