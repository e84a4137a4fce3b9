/** KeyListener hears of the keys of a dynamic store. */
export interface KeyListener {
  /** All keys as they are now; at least after each change. */
  keys(items: Readonly<Record<string, string>>): void;
  /** The store cannot be read; it is tried again until it can. */
  lost(error: Error): void;
}

/** FollowKeys follows a dynamic store until what it returns is called. */
export type FollowKeys = (listener: KeyListener) => () => void;
