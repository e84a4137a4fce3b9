import type { Consent, Json } from '../domain/consent.ts';

/** Clock tells the time, so that tests can. */
export type Clock = () => Date;

/** ExpiryTimers calls the service back when a consent's time is over. Losing a timer only delays the event. */
export interface ExpiryTimers {
  schedule(consent: Consent): Promise<void>;
  cancel(consent: Consent): Promise<void>;
}

/** Document is what the service signs; one kind never passes for another. */
export type Document = 'consent-receipt' | 'ledger-checkpoint';

/** Signer signs documents as compact JWS. */
export interface Signer {
  sign(document: Document, content: Json): Promise<string>;
  /** open returns the signed content, or undefined where the signature is not genuine. */
  open(document: Document, jws: string): Promise<Json | undefined>;
}
