/**
 * Lines that a CI runner would obey: GitHub Actions takes `::name ...::` at the beginning of a line, with blanks in front,
 * and `##[name]` anywhere; Azure Pipelines and TeamCity `##vso[` and `##teamcity[`; GitLab `section_start:`. A stranger's
 * text can bring one to the beginning of a line when it is wrapped.
 */
const COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/^([^\S\n\r\u2028\u2029]*)::(?=[A-Za-z])/gm, '$1: :'],
  [/##(?=(?:vso|teamcity)?\[)/g, '# #'],
  [/^([^\S\n\r\u2028\u2029]*section)_(?=(?:start|end):)/gm, '$1 '],
];

/** The same in JSON, where a sign has another form and a line begins with no text. */
export const withoutRunnerCommandsInJson = (json: string): string =>
  json.replace(/##(?=(?:vso|teamcity)?\[)/g, '#\\u0023');

/** A text for standard output in which no line is a command. */
export const withoutRunnerCommands = (text: string): string =>
  COMMANDS.reduce((shown, [pattern, stays]) => shown.replace(pattern, stays), text);
