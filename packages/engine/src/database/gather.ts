// Many small questions at once, asked together: while one statement is under way those that come meanwhile wait for
// the next, as commands wait for a batch. A lone one waits for nothing.

/** Questions of one statement. */
const ASKED_MAX = 500

interface Waiting<Ask, Answer> {
  ask: Ask
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

export interface GatherOptions<Ask, Answer> {
  /** Answers all of them, in their order; what it throws, each of them hears. */
  askAll: (asks: readonly Ask[]) => Promise<readonly Answer[]>
  /** Of two that are equal the second waits for the next statement: one may not meet the same row twice. */
  keyOf?: (ask: Ask) => string
}

export function gather<Ask, Answer>({ askAll, keyOf }: GatherOptions<Ask, Answer>): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = []
  let isUnderWay = false

  function take(): Waiting<Ask, Answer>[] {
    const seen = new Set<string>()
    const taken: Waiting<Ask, Answer>[] = []
    const left: Waiting<Ask, Answer>[] = []
    for (const each of waiting) {
      const key = keyOf?.(each.ask)
      const fits = taken.length < ASKED_MAX && (key === undefined || !seen.has(key))
      if (key !== undefined) seen.add(key)
      ;(fits ? taken : left).push(each)
    }
    waiting = left
    return taken
  }

  async function run(): Promise<void> {
    isUnderWay = true
    const taken = take()
    try {
      const answers = await askAll(taken.map(({ ask }) => ask))
      taken.forEach(({ resolve }, index) => resolve(answers[index] as Answer))
    } catch (error) {
      for (const { reject } of taken) reject(error)
    }
    isUnderWay = false
    if (waiting.length > 0) void run()
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      // After this turn, so that what one turn brings goes together.
      if (!isUnderWay && waiting.length === 1) setImmediate(() => void run())
    })
}
