/** TaskInstance names one time that a task of a run was carried out. */
export interface TaskInstance {
  reference: string;
  iteration: string;
}

/** Rerun is an ended run that another repeats. */
export interface Rerun {
  /** `exe_…` */
  of: string;
  /** Where it begins: what that run did before is taken over. Absent for the begin. */
  from?: TaskInstance;
  /** The task whose error ended that run, wherever it stands: it is carried out again. */
  fatal?: string;
  /** That the run which the task `from` starts is itself a rerun, and of which version. */
  child?: ChildRerun;
}

/** ChildRerun is a rerun of a run that another started. */
export interface ChildRerun extends Rerun {
  version: string;
}
