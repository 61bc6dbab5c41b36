export const verdictOn = (found: any, report: any): string => {
  const e = found.expect;
  const above = report.findings.filter((f: any) => f.severity !== 'info');
  if (e.code === null) return above.length === 0 && report.verdict === 'healthy' ? 'OK' : 'WRONG';
  const hit = report.findings.find((f: any) => f.code === e.code && f.severity === e.severity);
  const root = e.root ? report.rootCause?.code === e.code : true;
  return hit && root ? 'OK' : 'WRONG';
};
