import { firstFormatScripts } from './first-format-scripts.ts';
import { flowScripts } from './flow-scripts.ts';
import { type Script } from './history.ts';
import { waitingScripts } from './waiting-scripts.ts';

/**
 * scripts are the runs of which histories are recorded, by the names of their files; together they have every kind of
 * task. What is recorded stays as it is: whoever wants another run gives it another name.
 */
export const scripts: Readonly<Record<string, Script>> = {
  ...firstFormatScripts,
  ...flowScripts,
  ...waitingScripts,
};
