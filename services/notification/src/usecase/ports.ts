import { type Call } from '@neighbourhood/shared/call/call';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { type AttemptResult } from '../domain/delivery.ts';

/** Clock tells the time. */
export type Clock = () => Date;

/** UseCase is one thing that the service can do for a caller. */
export type UseCase<Request, Result> = (request: Request, call: Call) => Promise<Result>;

/** SecretBox encrypts short texts; what was sealed under one context opens under no other. */
export interface SecretBox {
  seal(text: string, context: string): string;
  open(sealed: string, context: string): string;
  /** False for what was sealed by an older key. */
  isCurrent(sealed: string): boolean;
}

/** CheckUrl throws WEBHOOK.URL_FORBIDDEN for an address that must not be called. */
export type CheckUrl = (url: string) => void;

/** Post is one request to an endpoint. */
export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** SendPost posts once, and tells failures instead of throwing them. */
export type SendPost = (post: Post) => Promise<AttemptResult>;

/** Dispatch makes an attempt soon, here. It may forget; what is overdue is found again. */
export type Dispatch = (delivery: { id: string; webhookId: string }) => void;

/** Remind has a delivery dispatched at a time, wherever a process runs then. */
export type Remind = (delivery: { id: string; webhookId: string }, at: Date) => Promise<void>;

/** Publish hands an event to the broker. */
export type Publish = (topic: string, event: CloudEvent) => Promise<void>;
