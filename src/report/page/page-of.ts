import type { AnyCheck } from '../../model/check.ts';
import { pageJson } from './explain-page.ts';
import { checkPage } from './page.ts';
import { renderPage } from './page-text.ts';

/** The page of a finding code, for a screen of so many columns or as JSON. */
export const pageOf = (check: AnyCheck, format: 'text' | 'json', columns: number): string =>
  format === 'json' ? pageJson(check) : renderPage(checkPage(check), columns);
