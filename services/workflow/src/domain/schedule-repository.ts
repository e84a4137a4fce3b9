import { type Schedule, type Trigger } from './schedule.ts';

/** Progress is how far a trigger has got with events. */
export type TriggerProgress = Pick<Trigger, 'cursor' | 'open'>;

/** ScheduleRepository keeps the schedules of definitions; they come and go with their newest versions. */
export interface ScheduleRepository {
  find(workflowId: string): Promise<Schedule | undefined>;
  /** Moves a schedule on from when it was due; false when it is not due then any more. */
  move(workflowId: string, from: Date, to: Date | undefined): Promise<boolean>;
  /** Schedules that were due before then, oldest first. */
  overdue(before: Date, limit: number): Promise<Schedule[]>;
  /** Makes `after` due that has no run left which has not ended: of one definition, or of all. Returns those. */
  restart(workflowId?: string): Promise<Schedule[]>;
  /** Triggers of a workspace that may wait for a type. */
  triggers(workspaceId: string, type: string): Promise<Trigger[]>;
  /** Triggers that have not looked at all events of their workspace. */
  behind(limit: number): Promise<Trigger[]>;
  /** The trigger as it is now. */
  trigger(workflowId: string): Promise<Trigger | undefined>;
  /** Stores progress; false when somebody else stored some, or the schedule was replaced. */
  advance(trigger: Trigger, progress: TriggerProgress): Promise<boolean>;
}
