/** Splits a command line as a shell would: quotes and backslashes are taken off, nothing is expanded. */
export const splitWords = (text: string): readonly string[] =>
  [...text.slice(0, 20_000).matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs, (_, double, single, escaped) =>
      double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : (single ?? escaped ?? ''),
    ),
  );
