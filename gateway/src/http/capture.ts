/** Captured is an answer as far as it can be compared; without a body where that was too large or cut off. */
export interface Captured {
  status: number;
  contentType: string;
  encoding: string;
  body?: Buffer;
}

/** Capture keeps the beginning of an answer while it passes; never more than `limit` bytes. */
export interface Capture {
  add(chunk: Buffer): void;
  /** Everything, or undefined where it was more than the limit. */
  whole(): Buffer | undefined;
}

/** createCapture keeps up to `limit` bytes. */
export function createCapture(limit: number): Capture {
  let chunks: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
    },
    whole: () => (length <= limit ? Buffer.concat(chunks) : undefined),
  };
}
