// Original file: neighbourhood/auth/v1/sessions.proto

import type { Session as _neighbourhood_auth_v1_Session, Session__Output as _neighbourhood_auth_v1_Session__Output } from '../../../neighbourhood/auth/v1/Session.ts';

/**
 * ListSessionsResponse is one page of sessions.
 */
export interface ListSessionsResponse {
  /**
   * Newest first.
   */
  'sessions'?: (_neighbourhood_auth_v1_Session)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListSessionsResponse is one page of sessions.
 */
export interface ListSessionsResponse__Output {
  /**
   * Newest first.
   */
  'sessions': (_neighbourhood_auth_v1_Session__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
