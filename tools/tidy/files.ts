// The text files of the checkout, as the house rules see them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type File = { path: string; text: string }

/** Gives one line per violation: where it is, what is wrong, and what to do instead. */
export type Rule = (files: File[]) => string[]

const FOLDERS_SKIPPED = new Set(['node_modules', '.git', 'dist', 'data', '.cache'])
const TEXT = /\.(ts|tsx|mjs|json|md|sql|css|html)$/

export function readFiles(root: string, folder = ''): File[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return FOLDERS_SKIPPED.has(entry.name) ? [] : readFiles(root, path)
    return entry.isFile() && TEXT.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}

export function isCode(file: File): boolean {
  // The house rules and their test quote what they forbid.
  return /\.(ts|tsx|mjs|sql)$/.test(file.path) && !file.path.startsWith('tools/tidy')
}

export function isTest(file: File): boolean {
  return /\.(test|e2e)\.tsx?$/.test(file.path)
}

export function isGenerated(file: File): boolean {
  return file.path.endsWith('.generated.ts')
}

/** A violation for every line that matches. */
export function linesMatching(file: File, pattern: RegExp, advice: string): string[] {
  const lines = file.text.split('\n')
  return lines.flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${advice}`] : []))
}
