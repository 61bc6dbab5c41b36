import type { Location } from '../model/finding.ts';
import type { TokenRequest } from '../model/token-request.ts';
import { locationOf } from './configuration.ts';
import { below, itemsOf, textOf } from './nodes.ts';
import { entryOf, type TreeNode } from './tree.ts';

/** What an extension adds to the requests of an exporter. */
export interface Authentication {
  /** Names and values. */
  readonly headers: readonly (readonly [string, string])[];
  /** Over gRPC it wants TLS: the Collector does not start with `insecure`. */
  readonly wantsTls: boolean;
  readonly token?: TokenRequest;
  /** It adds something that is not known here: what is refused without it is no fault. */
  readonly unknown?: true;
  readonly at: Location;
  readonly notes: readonly string[];
  /** What may not be shown of it, as it is written. */
  readonly secrets: readonly string[];
}

interface Reading {
  readonly id: string;
  readonly settings: TreeNode | undefined;
  readonly readText: (path: string) => string | null;
}

/** What is shorter stands in too many texts by chance. */
const SHORTEST_SECRET = 4;

type Added = Omit<Authentication, 'at' | 'secrets'> & { readonly secrets?: readonly string[] };

const nothing = (note: string): Added => ({
  headers: [],
  wantsTls: false,
  notes: [note],
  unknown: true,
});

/** A value, or what stands in the file that another key names. */
const valueOrFile = ({ settings, readText }: Reading, key: string, fileKey: string): string => {
  const path = textOf(below(settings, ...fileKey.split('.')));
  const read = path === null || path === '' ? null : readText(path);
  return read?.trim() ?? textOf(below(settings, ...key.split('.'))) ?? '';
};

/** opentelemetry-collector-contrib 0.158, extension/internal/basicauth. */
const basicAuth = (reading: Reading): Added => {
  const user = valueOrFile(reading, 'client_auth.username', 'client_auth.username_file');
  const password = valueOrFile(reading, 'client_auth.password', 'client_auth.password_file');
  if (below(reading.settings, 'client_auth') === undefined)
    return nothing(
      `The extension ${reading.id} has no client_auth, so that an exporter can send nothing with it.`,
    );
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  return {
    headers: [['authorization', `Basic ${login}`]],
    wantsTls: true,
    notes: [],
    secrets: [login, password],
  };
};

/** opentelemetry-collector-contrib 0.158, extension/bearertokenauthextension: of several tokens a client sends the first. */
const bearerToken = (reading: Reading): Added => {
  const { settings } = reading;
  const [first] = itemsOf(below(settings, 'tokens'));
  const token = valueOrFile(reading, 'token', 'filename') || (textOf(first) ?? '');
  const scheme = textOf(below(settings, 'scheme')) ?? 'Bearer';
  const header = textOf(below(settings, 'header')) ?? 'authorization';
  const value = scheme === '' ? token : `${scheme} ${token}`;
  return { headers: [[header.toLowerCase(), value]], wantsTls: true, notes: [], secrets: [token] };
};

/** opentelemetry-collector-contrib 0.158, extension/headerssetterextension: what comes from a request is not known here. */
const headersSetter = ({ id, settings }: Reading): Added => {
  const notes: string[] = [];
  const headers = itemsOf(below(settings, 'headers')).flatMap((item) => {
    const key = textOf(below(item, 'key')) ?? '';
    if (key === '' || textOf(below(item, 'action')) === 'delete') return [];
    const value = textOf(below(item, 'value')) ?? textOf(below(item, 'default_value'));
    if (value !== null) return [[key.toLowerCase(), value] as const];
    notes.push(
      `The extension ${id} takes the header ${key.slice(0, 60)} from the request that it handles; a test item has none, so it was sent without.`,
    );
    return [];
  });
  return { headers, wantsTls: false, notes, ...(notes.length > 0 ? { unknown: true as const } : {}) };
};

/** opentelemetry-collector-contrib 0.158, extension/oauth2clientauthextension. */
const oauth2 = (reading: Reading): Added => {
  const { settings } = reading;
  const parameters = below(settings, 'endpoint_params');
  const token: TokenRequest = {
    url: textOf(below(settings, 'token_url')) ?? '',
    clientId: valueOrFile(reading, 'client_id', 'client_id_file'),
    clientSecret: valueOrFile(reading, 'client_secret', 'client_secret_file'),
    scopes: itemsOf(below(settings, 'scopes')).flatMap((scope) => textOf(scope) ?? []),
    parameters:
      parameters?.kind === 'map'
        ? parameters.entries.map(({ key, value }) => [key, textOf(value) ?? ''] as const)
        : [],
  };
  return { headers: [], wantsTls: true, token, notes: [], secrets: [token.clientSecret] };
};

const KINDS: Readonly<Record<string, (reading: Reading) => Added>> = {
  basicauth: basicAuth,
  bearertokenauth: bearerToken,
  headers_setter: headersSetter,
  oauth2client: oauth2,
};

/** What the extension that an exporter names adds to its requests; null where it names none. */
export const authenticationOf = (
  root: TreeNode,
  exporter: TreeNode,
  path: string,
  readText: (path: string) => string | null,
): Authentication | null => {
  const id = textOf(below(exporter, 'auth', 'authenticator'));
  if (id === null) return null;
  const entry = entryOf(below(root, 'extensions'), id);
  const at = locationOf(path, entry?.at ?? exporter.at);
  const read = KINDS[id.split('/')[0] ?? ''];
  const added: Added =
    entry === undefined
      ? nothing(`The extension ${id} is not defined.`)
      : read === undefined
        ? nothing(`What the extension ${id} adds to a request is not known: it was sent without.`)
        : read({ id, settings: entry.value, readText });
  const secrets = (added.secrets ?? []).filter((value) => value.length >= SHORTEST_SECRET);
  return { ...added, secrets, at };
};
