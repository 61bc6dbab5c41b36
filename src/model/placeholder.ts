/** What a program puts in place before a text is used: `${NAME}`, `{{ .Values.name }}`, `__NAME__`, `@NAME@`, `<%= name %>`. */
const BY_PROGRAM = /\$\{|\{\{|__[A-Z][A-Z0-9_]{1,60}__|@[A-Z][A-Z0-9_]{1,60}@|<%/;

/** What a person is asked to put in place: `<your-endpoint>`, `YOUR_API_KEY`, `REPLACE_ME`. */
const BY_PERSON =
  /<[A-Za-z][\w .-]{0,80}>|(?<![A-Za-z0-9])(?:YOUR|REPLACE|INSERT|CHANGE)_(?:[A-Z0-9]{1,40}_?){1,6}(?![a-z])/;

/** Whether a text holds something that a program fills in, so that its value is not known. */
export const awaitsProgram = (text: string): boolean => BY_PROGRAM.test(text);

/** Whether a text still holds what a person was asked to fill in. */
export const awaitsPerson = (text: string): boolean => BY_PERSON.test(text);
