import variant from '@jitl/quickjs-wasmfile-release-sync';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { Module } from '../sandbox/wasm-memory.ts';

/** Bytes of QuickJS's own stack; WebAssembly's is 1 MiB. */
export const stackSize = 256 * 1024;

/** createQuickJs compiles QuickJS once; each call of the answer is a QuickJS with a memory of its own. */
export async function createQuickJs(): Promise<() => Promise<QuickJSWASMModule>> {
  const file = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
  const wasmModule = new Module(await readFile(file)) as never;
  // The package's types are those of a CommonJS module.
  const release = variant as unknown as QuickJSSyncVariant;
  return async () => newQuickJSWASMModuleFromVariant(newVariant(release, { wasmModule }));
}
