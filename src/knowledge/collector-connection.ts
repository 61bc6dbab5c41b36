/**
 * Names by which settings of a Collector's exporter go that no variable of the specification stands for: they are keys of
 * its file, below `tls:`.
 */
export const CONNECTION = {
  /** `tls.server_name_override` */
  serverName: 'TLS_SERVER_NAME_OVERRIDE',
  /** `tls.insecure_skip_verify` */
  skipsVerify: 'TLS_INSECURE_SKIP_VERIFY',
} as const;

/** The keys that such a name stands for; null for any other name. */
export const connectionKeys = (name: string): readonly string[] | null =>
  Object.values(CONNECTION).some((known) => known === name) ? ['tls', name.slice(4).toLowerCase()] : null;
