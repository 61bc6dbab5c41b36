import type { Report } from '../../model/report.ts';

/** The report as one JSON document. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
