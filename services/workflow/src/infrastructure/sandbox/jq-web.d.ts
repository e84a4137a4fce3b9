declare module 'jq-web' {
  /** What the package's CommonJS export resolves to once the WebAssembly is loaded. */
  interface Jq {
    /** Standard output of jq, or undefined when it printed nothing; throws when jq's exit code is not 0. */
    raw(input: string, program: string, flags: string[]): string | undefined;
  }
  const loading: Promise<Jq>;
  export default loading;
}
