/**
 * Failure is anything that keeps the platform from starting and that a person can act on: its
 * message says what failed and which process, file or log to look at. It is printed without a stack.
 */
export class Failure extends Error {
  override name = 'Failure';
}
