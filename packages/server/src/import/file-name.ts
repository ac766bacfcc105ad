// A file's name as people see it. It is only ever shown: nothing is stored or opened under it.

const CHARACTERS_MAX = 120

export function toFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const shown = last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  return shown.slice(0, CHARACTERS_MAX) || 'file'
}
