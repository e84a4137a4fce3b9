/** Message is an event as endpoints get it, kept so that it can be delivered again. */
export interface Message {
  /** The event's id, which is the `webhook-id` of every delivery. */
  id: string;
  workspaceId: string;
  type: string;
  /** RFC 3339: when it happened. */
  time: string;
  data: unknown;
  receivedAt: Date;
  /** Set once a delivery exists for every endpoint that wants it. */
  fannedOutAt?: Date;
  /** The topic that must hear of it: only for what happened here. */
  publishTo?: string;
  publishedAt?: Date;
}

/** bodyOf is the JSON text that is signed and posted, by Standard Webhooks. */
export function bodyOf({ type, time, data }: Pick<Message, 'type' | 'time' | 'data'>): string {
  return JSON.stringify({ type, timestamp: time, data });
}
