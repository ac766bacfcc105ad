/** The same clock in every process of this machine, to the microsecond. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000
}
