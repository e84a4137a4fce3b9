import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

// Jest transform that does what Node does when it runs a .ts file: blanks the types out. Every statement
// keeps its line and column, so stack traces and coverage need no source map.
export default {
  process: source => ({ code: stripTypeScriptTypes(source) }),
  // Instrumented and plain code are cached apart: plain code would count as never run.
  getCacheKey: (source, path, { instrument }) =>
    createHash('sha256')
      .update(`${instrument}\0${process.version}\0${path}\0`)
      .update(source)
      .digest('hex')
      .slice(0, 32),
};
