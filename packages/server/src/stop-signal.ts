// Ctrl-C and SIGTERM ask the program to stop; it has ten seconds to do it well. A second Ctrl-C, or
// the end of that time, ends it at once: everything answered is on the disk, and the rest comes again.

const STOP_MS_MAX = 10_000
const EXIT_FORCED = 130

/** Aborted by the first stop signal. */
export function stopSignal(say: (line: string) => void): AbortSignal {
  const stop = new AbortController()
  const force = (why: string): void => {
    say(`${why}: ending now; nothing answered is lost`)
    process.exit(EXIT_FORCED)
  }
  const onSignal = (): void => {
    if (stop.signal.aborted) return force('asked again')
    say('stopping; Ctrl-C again to end at once')
    stop.abort(new Error('the program is stopping'))
    setTimeout(() => force(`not done after ${STOP_MS_MAX / 1_000} s`), STOP_MS_MAX).unref()
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal)
  return stop.signal
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
