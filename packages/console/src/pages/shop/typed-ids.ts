// Order ids as people paste them: one to a line, or separated by blanks and commas; each only once.

export function typedIds(text: string): string[] {
  return [...new Set(text.split(/[\s,，;；、]+/).filter((id) => id !== ''))]
}
