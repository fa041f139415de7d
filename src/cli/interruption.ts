/** Aborts on the first Ctrl-C; a second one ends the process at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      controller.abort(new Error(`interrupted by ${signal}`));
    });
  }
  return controller.signal;
}
