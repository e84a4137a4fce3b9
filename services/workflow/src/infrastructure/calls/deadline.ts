/**
 * withDeadline does work under a signal that aborts when the outer one does, or with a TimeoutError after some
 * milliseconds. Nothing of it stays behind, as AbortSignal.timeout's timers would until their end.
 */
export async function withDeadline<T>(
  outer: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  const leave = () => inner.abort(outer.reason);
  const timer = setTimeout(() => inner.abort(new DOMException('no time is left', 'TimeoutError')), ms);
  outer.addEventListener('abort', leave);
  try {
    if (outer.aborted) leave();
    return await work(inner.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', leave);
  }
}
