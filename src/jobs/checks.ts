import { renderCheckList, renderCheckListJson } from '../report/formats/check-list.ts';

/** The code of every check, in alphabetical order. */
export const checkCodes = async (): Promise<readonly string[]> => {
  const { checks } = await import('../../checks/index.ts');
  return checks.map(({ id }) => id);
};

/** Every check with its severity and title, as text or JSON. */
export const listChecks = async (format: 'text' | 'json', columns: number): Promise<string> => {
  const { checks } = await import('../../checks/index.ts');
  return format === 'json' ? renderCheckListJson(checks) : renderCheckList(checks, columns);
};
