/** A header that names whose data an export is, and how a receiver asks for it. */
interface Tenant {
  readonly pattern: RegExp;
  readonly header: string;
  readonly value: string;
  /** The value is one that is there from the start: nothing has to be filled in. */
  readonly ready?: true;
}

/** What receivers say when the header that names the tenant is missing, and which header that is. */
export const TENANTS: readonly Tenant[] = [
  {
    pattern: /no org id|x-scope-orgid|missing tenant|tenant[- _]?id|no tenant/i,
    header: 'X-Scope-OrgID',
    value: 'TENANT',
  },
  // MLflow 3.17.2: experiment 0 exists in every installation.
  { pattern: /x-mlflow-experiment-id/i, header: 'x-mlflow-experiment-id', value: '0', ready: true },
  { pattern: /x-honeycomb-dataset|missing dataset/i, header: 'x-honeycomb-dataset', value: 'DATASET' },
  { pattern: /x-axiom-dataset/i, header: 'x-axiom-dataset', value: 'DATASET' },
  { pattern: /stream-name/i, header: 'stream-name', value: 'STREAM' },
  {
    pattern: /(missing|required|no) .{0,20}(project|organization|workspace)/i,
    header: 'x-project',
    value: 'PROJECT',
  },
];
