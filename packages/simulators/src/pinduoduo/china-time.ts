// Times in answers: "yyyy-MM-dd HH:mm:ss" in +08:00; times in requests are UNIX seconds.

const CHINA_OFFSET_MS = 8 * 3_600_000

export function toChinaText(atMs: number): string {
  return new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}
