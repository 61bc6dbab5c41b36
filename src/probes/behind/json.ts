type Tree = Readonly<Record<string, unknown>>;

/** Whether a value of JSON is an object. */
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of keys; undefined where there is none. */
export const at = (value: unknown, ...keys: readonly (string | number)[]): unknown =>
  keys.reduce<unknown>((part, key) => {
    if (Array.isArray(part) && typeof key === 'number') return part[key];
    return isTree(part) && typeof key === 'string' && Object.hasOwn(part, key) ? part[key] : undefined;
  }, value);

/** The items of a list; none for anything else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
