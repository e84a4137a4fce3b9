/** Report prints the progress of long steps; silent for callers that want none. */
export interface Report {
  /** A line of its own. */
  line: (text: string) => void;
  /** The state of what is going on now; replaces the last one on a terminal. */
  progress: (text: string) => void;
}

export const silent: Report = { line: () => undefined, progress: () => undefined };

/** elapsed renders the time since start (from Date.now()) as "1:05". */
export function elapsed(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
