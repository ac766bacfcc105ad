// Whether every part is ready for work, and why not.

/** A database that needs longer to say "one" is not one to send work to. */
const ANSWER_MS_MAX = 2_000

export const UNREADY_REASONS = ['database_silent', 'queue_full', 'disk_nearly_full'] as const
type UnreadyReason = (typeof UNREADY_REASONS)[number]

export interface ReadinessCheck {
  part: string
  /** What it means that the part is not ready. */
  reason: UnreadyReason
  /** Rejects, or resolves to false, where the part is not ready. */
  isReady(): Promise<boolean>
}

export interface PartReadiness {
  part: string
  ready: boolean
  /** Null where it is ready. */
  reason: UnreadyReason | null
}

export function readReadiness(checks: readonly ReadinessCheck[]): Promise<PartReadiness[]> {
  return Promise.all(
    checks.map(async (check) => {
      const ready = await isReady(check)
      return { part: check.part, ready, reason: ready ? null : check.reason }
    }),
  )
}

async function isReady(check: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MS_MAX)
  })
  try {
    return await Promise.race([check.isReady(), tooLate])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
