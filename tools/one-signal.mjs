// Ctrl-C reaches a program up to three times: from the terminal, from npm and from the launcher.
// A program that takes a second SIGINT as "stop now, do not drain" must see one. So copies of a
// signal within a second are one signal; a person's second Ctrl-C comes later and counts.
const COPIES_WITHIN_MS = 1000 // Copies arrive together; a person who presses Ctrl-C again has waited at least this long.
const STOP_SIGNALS = new Set(['SIGINT', 'SIGTERM', 'SIGHUP'])

let lastStopMs = -Infinity
const emit = process.emit.bind(process)
process.emit = function emitOnce(name, ...rest) {
  if (STOP_SIGNALS.has(name)) {
    const nowMs = performance.now()
    if (nowMs - lastStopMs < COPIES_WITHIN_MS) return true
    lastStopMs = nowMs
  }
  return emit(name, ...rest)
}
