/** KeyStore is a dynamic store that people write to; apps only read it. */
export interface KeyStore {
  /** For messages: "Redis at 127.0.0.1:6390". */
  name: string;
  read(): Promise<Record<string, string>>;
  set(key: string, value: string): Promise<void>;
  /** Whether the key was there. */
  unset(key: string): Promise<boolean>;
}
