const actions = new Set<() => void>();

/** Has something undone at the end of the test file, or of the process; returns a function that calls this off. */
export function atEnd(action: () => void): () => void {
  actions.add(action);
  return () => actions.delete(action);
}

/** Undoes what is still to be undone, latest first. */
export function end(): void {
  const latestFirst = [...actions].reverse();
  actions.clear();
  for (const action of latestFirst) action();
}

process.once('exit', end);
