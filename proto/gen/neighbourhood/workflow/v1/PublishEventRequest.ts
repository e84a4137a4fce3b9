// Original file: neighbourhood/workflow/v1/events.proto

import type { TenantEvent as _neighbourhood_workflow_v1_TenantEvent, TenantEvent__Output as _neighbourhood_workflow_v1_TenantEvent__Output } from '../../../neighbourhood/workflow/v1/TenantEvent.ts';

/**
 * PublishEventRequest carries an event.
 */
export interface PublishEventRequest {
  /**
   * The event.
   */
  'event'?: (_neighbourhood_workflow_v1_TenantEvent | null);
}

/**
 * PublishEventRequest carries an event.
 */
export interface PublishEventRequest__Output {
  /**
   * The event.
   */
  'event': (_neighbourhood_workflow_v1_TenantEvent__Output | null);
}
