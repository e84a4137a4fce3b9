// Node's types do not know WebAssembly.
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmInstance {
  exports: Record<string, unknown>;
}

/** WebAssembly as far as it is used here. */
export const { Memory, Module, Instance } = (
  globalThis as unknown as {
    WebAssembly: {
      Memory: { prototype: WasmMemory };
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object, imports: object) => WasmInstance;
    };
  }
).WebAssembly;

const page = 64 * 1024;

/**
 * boundMemory bounds the memory of WebAssembly in this thread: it lies outside of the heap that `resourceLimits`
 * bounds. The answer tells whether more was wanted since it was last asked.
 */
export function boundMemory(bytes: number): () => boolean {
  let exhausted = false;
  const { grow } = Memory.prototype;
  Memory.prototype.grow = function (this: WasmMemory, pages) {
    if (this.buffer.byteLength + pages * page <= bytes) return grow.call(this, pages);
    exhausted = true;
    throw new RangeError('needs more memory than it may have');
  };
  return () => {
    const was = exhausted;
    exhausted = false;
    return was;
  };
}

/** memoryOf finds the memory that an instance exports. */
export function memoryOf(instance: WasmInstance): WasmMemory {
  const found = Object.values(instance.exports).find(each => each instanceof (Memory as never));
  if (found === undefined) throw new Error('this WebAssembly exports no memory');
  return found as WasmMemory;
}
