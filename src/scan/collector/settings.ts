import type { Spot, TreeNode } from '../../collector/tree.ts';
import type { PlacedSettings, SettingValue } from '../../model/collector.ts';
import { maskUrl } from '../../text/mask.ts';

/** Keys whose values are secrets, or hold one in their middle. */
const SECRET =
  /^(?:headers|response_headers|authorization)$|_pem$|token|password|secret|credential|api_?key|access_key/i;

/** Keys of components that are not known by heart whose texts no secret stands in. */
const HARMLESS =
  /^(.*endpoint|transport|protocol|verbosity|authenticator|hostname|port|encoding|compression|format|from_context|action|type)$/;

const shown = (text: string): string => (/[@?]/.test(text) ? maskUrl(text) : text);

/** Settings as plain data with their places; `all` keeps every text that is no secret, otherwise only those of a few keys. */
export const settingsOf = (
  node: TreeNode,
  placed: (spot: Spot) => Spot,
  at: Spot,
  all: boolean,
): PlacedSettings => {
  const places: Record<string, Spot> = { '': placed(at) };
  const walk = (value: TreeNode, path: readonly string[], secret: boolean): SettingValue => {
    if (value.kind === 'list')
      return value.items.map((item, index) => {
        const below = [...path, String(index)];
        places[below.join('.')] = placed(item.at);
        return walk(item, below, secret);
      });
    if (value.kind === 'map')
      return Object.fromEntries(
        value.entries.map(({ key, at: spot, value: child }) => {
          const below = [...path, key];
          places[below.join('.')] = placed(spot);
          return [key, walk(child, below, secret || SECRET.test(key))];
        }),
      );
    if (typeof value.value !== 'string') return secret && value.value !== null ? '***' : value.value;
    const name = [...path].reverse().find((key) => !/^\d+$/.test(key)) ?? '';
    return secret || !(all || HARMLESS.test(name)) ? '***' : shown(value.value);
  };
  return { settings: walk(node, [], false), places };
};
