// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * RerunExecutionRequest starts a new run of an ended one.
 */
export interface RerunExecutionRequest {
  /**
   * `exe_…`.
   */
  'executionId'?: (string);
  /**
   * Reference of the task to begin with, as `/do/1/wait`: what the run did before is taken over. Empty means the begin.
   */
  'from'?: (string);
  /**
   * Which time of several that the task was carried out, as `2` or `2.0`; empty means the last.
   */
  'iteration'?: (string);
  /**
   * Whether the newest version of the definition runs; else the version of the run.
   */
  'newest'?: (boolean);
  /**
   * Of a run that another one started: whether that is rerun too, from the task that started it, and so on upwards.
   */
  'parents'?: (boolean);
}

/**
 * RerunExecutionRequest starts a new run of an ended one.
 */
export interface RerunExecutionRequest__Output {
  /**
   * `exe_…`.
   */
  'executionId': (string);
  /**
   * Reference of the task to begin with, as `/do/1/wait`: what the run did before is taken over. Empty means the begin.
   */
  'from': (string);
  /**
   * Which time of several that the task was carried out, as `2` or `2.0`; empty means the last.
   */
  'iteration': (string);
  /**
   * Whether the newest version of the definition runs; else the version of the run.
   */
  'newest': (boolean);
  /**
   * Of a run that another one started: whether that is rerun too, from the task that started it, and so on upwards.
   */
  'parents': (boolean);
}
