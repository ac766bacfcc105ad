// What `npm start` is doing, as numbered lines: a line appears when a step begins, says now and then
// that it still runs, and ends with how long it took.

export interface Steps {
  /** Runs one step; its result's text stands behind the time it took. */
  run<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>
}

export interface StepsOptions {
  total: number
  print: (text: string) => void
  nowMs: () => number
}

const STILL_RUNNING_MS = 5_000

export function createSteps({ total, print, nowMs }: StepsOptions): Steps {
  let number = 0
  return {
    async run(title, work) {
      number += 1
      const startMs = nowMs()
      const seconds = (): string => `${((nowMs() - startMs) / 1_000).toFixed(1)} s`
      const notes: string[] = []
      print(`[${number}/${total}] ${title}\n`)
      const stillRunning = setInterval(() => print(`      still at it, ${seconds()}\n`), STILL_RUNNING_MS)
      try {
        const result = await work((text) => void notes.push(text))
        print(`      done in ${[seconds(), ...notes].join('; ')}\n`)
        return result
      } catch (error) {
        print(`      failed after ${seconds()}\n`)
        throw error
      } finally {
        clearInterval(stillRunning)
      }
    },
  }
}
