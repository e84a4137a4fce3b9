/** DslError is an error as the DSL has it (RFC 7807): what an execution faults with, and what `catch` sees. */
export interface DslError {
  /** URI; the standard ones begin with https://serverlessworkflow.io/spec/1.0.0/errors/ */
  type: string;
  /** HTTP-like status. */
  status: number;
  title?: string;
  detail?: string;
  /** JSON pointer of the task that failed, e.g. `/do/0/getPet`. */
  instance?: string;
}

const standard = {
  configuration: { status: 400, title: 'Configuration Error' },
  validation: { status: 400, title: 'Validation Error' },
  expression: { status: 400, title: 'Expression Error' },
  authentication: { status: 401, title: 'Authentication Error' },
  authorization: { status: 403, title: 'Authorization Error' },
  timeout: { status: 408, title: 'Timeout Error' },
  communication: { status: 500, title: 'Communication Error' },
  runtime: { status: 500, title: 'Runtime Error' },
} as const;

/** StandardError names one of the specification's error types. */
export type StandardError = keyof typeof standard;

const prefix = 'https://serverlessworkflow.io/spec/1.0.0/errors/';
const otherPrefix = 'https://serverlessworkflow.io/dsl/errors/types/';

/** errorType is the URI of a standard error. */
export function errorType(name: StandardError): string {
  return prefix + name;
}

/** sameErrorType compares error types; the conformance kit's family of URIs equals the specification's. */
export function sameErrorType(left: string, right: string): boolean {
  const normal = (type: string) =>
    type.startsWith(otherPrefix) ? prefix + type.slice(otherPrefix.length) : type;
  return normal(left) === normal(right);
}

/** WorkflowFault is thrown by a task that fails with a DSL error; `try` may catch it, else the run faults. */
export class WorkflowFault extends Error {
  readonly error: DslError;

  constructor(error: DslError, cause?: unknown) {
    super(error.detail ?? error.title ?? error.type, cause === undefined ? undefined : { cause });
    this.name = 'WorkflowFault';
    this.error = error;
  }
}

/** fault makes a WorkflowFault of a standard type; the status is the type's own unless given. */
export function fault(name: StandardError, detail: string, status?: number, cause?: unknown): WorkflowFault {
  const { title } = standard[name];
  return new WorkflowFault(
    { type: errorType(name), status: status ?? standard[name].status, title, detail },
    cause,
  );
}
