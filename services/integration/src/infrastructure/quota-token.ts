/** NoToken says that a call may not be made now. */
export class NoToken extends Error {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('no token');
    this.name = 'NoToken';
    this.waitMs = waitMs;
  }
}

/** Token is for one call. */
export interface Token {
  /** The call was answered: it counts from then, where it was long on its way. */
  arrived(): void;
  /** No call was made: the token is there for another. */
  giveBack(): void;
}
