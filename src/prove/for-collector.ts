import type { EnvironmentChange } from '../model/finding.ts';
import type { Target } from '../model/target.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import { generalVariable, settingOf, signalVariable } from '../resolve/variables.ts';
import { perSignalChange } from './in-file.ts';

/** A key of the file in place of a variable, as a source is called; null for what is neither. */
const named = (name: string): string | null => {
  if (!name.startsWith('exporters.')) return name;
  if (name.endsWith('.compression')) return generalVariable('COMPRESSION');
  return name.endsWith('.tls.insecure') ? generalVariable('INSECURE') : null;
};

const NO_PROXY = /^no_proxy$/i;

/** Names that the Collector knows; a proxy that an exporter names itself is gone with its key, and with no exception. */
const inNames = (change: EnvironmentChange, ownProxy: boolean): EnvironmentChange => {
  const entries = Object.entries(change).flatMap(
    ([name, value]): readonly (readonly [string, string | null])[] => {
      const known = named(name);
      if (known === null) return [];
      if (ownProxy && NO_PROXY.test(name))
        return [
          ['HTTP_PROXY', null],
          ['HTTPS_PROXY', null],
        ];
      // Without a word the Collector compresses.
      return [[known, settingOf(known) === 'COMPRESSION' && value === null ? 'none' : value]];
    },
  );
  return Object.fromEntries(entries);
};

/** Host and port of a URL, with the port that its scheme means. */
const hostAndPort = (url: string): string => {
  const [, scheme = '', authority = ''] = /^(https?):\/\/([^/?#]*)/i.exec(url) ?? [];
  const usual = scheme.toLowerCase() === 'https' ? 443 : 80;
  return /:\d+$/.test(authority) ? authority : `${authority}:${usual}`;
};

/**
 * A change as the Collector takes it: each signal for itself, and over gRPC host and port, where the scheme says nothing
 * and `tls.insecure` everything.
 */
export const changeForCollector = (
  change: EnvironmentChange,
  target: Target,
  environment: LayeredEnvironment,
): EnvironmentChange => {
  const ownProxy = environment.get('HTTPS_PROXY')?.source.kind === 'file';
  const given = inNames(change, ownProxy);
  const changed: Record<string, string | null> = { ...perSignalChange(given, target) };
  for (const signal of target.signals) {
    const endpoint = signalVariable('ENDPOINT', signal);
    const value = changed[endpoint];
    const protocol = changed[signalVariable('PROTOCOL', signal)] ?? target.protocol;
    if (value == null || protocol !== 'grpc' || !/^https?:\/\//i.test(value)) continue;
    changed[endpoint] = hostAndPort(value);
    const insecure = signalVariable('INSECURE', signal);
    const plain = /^http:/i.test(value);
    if (plain) changed[insecure] = 'true';
    else if (!target.secure || target.protocol !== 'grpc') changed[insecure] = null;
  }
  return Object.fromEntries(
    Object.entries(changed).filter(
      ([name, value]) => !(settingOf(name) === 'INSECURE' && value === 'true' && isPlainGrpc(target)),
    ),
  );
};

/** It is plaintext over gRPC as it is. */
const isPlainGrpc = ({ protocol, secure }: Target): boolean => protocol === 'grpc' && !secure;
