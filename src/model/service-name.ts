/** Name and namespace of a Kubernetes Service by which a host is called. */
export interface ServiceName {
  readonly name: string;
  /** Null where the name stands alone. */
  readonly namespace: string | null;
}

/** `service`, `service.namespace` and the longer forms; null for what can be no Service. */
export const serviceName = (host: string): ServiceName | null => {
  const [, name, namespace, rest = ''] =
    /^([a-z0-9-]+)(?:\.([a-z0-9-]+))?((?:\.svc)?(?:\.cluster\.local)?)\.?$/i.exec(host) ?? [];
  if (name === undefined) return null;
  // Two labels alone may be a host of the Internet.
  return namespace !== undefined &&
    rest === '' &&
    /^(com|net|org|io|dev|local|cloud|internal|lan)$/.test(namespace)
    ? null
    : { name, namespace: namespace ?? null };
};
