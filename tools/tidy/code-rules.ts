// House rules about source files.
import { type File, isCode, isGenerated, isTest, linesMatching, type Rule } from './files.ts'

const FILE_LINES_MAX = 400 // A file longer than this knows too much; see STYLE.md.

export const noSelectStar: Rule = (files) =>
  files
    .filter(isCode)
    // `unnest` has only the columns the statement itself names.
    .flatMap((file) =>
      linesMatching(file, /select\s+\*(?!\s+from\s+unnest\()/i, '`select *` is banned: list the columns'),
    )

const SQL =
  /\b(select\s[^'"`]*\sfrom\s|insert\s+into\s+[\w".]+\s*\(|update\s+[\w".]+\s+set\s|delete\s+from\s+\w|(create|alter|drop)\s+table\s)/i

export const noSqlOutsideEngine: Rule = (files) =>
  files
    .filter((file) => /^packages\/(?!engine\/)/.test(file.path) && isCode(file) && !isTest(file))
    .flatMap((file) =>
      quotedTexts(file)
        .filter((text) => SQL.test(text))
        .map(() => file.path),
    )
    .map((path) => `${path}: SQL outside engine: add a load, read or write function to packages/engine`)

/** String and template literals; prose in comments is nobody's query. */
function quotedTexts(file: File): string[] {
  const code = file.text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return code.match(/`[^`]*`|'[^'\n]*'|"[^"\n]*"/g) ?? []
}

export const noUnownedTodo: Rule = (files) =>
  files
    .filter(isCode)
    .flatMap((file) => [
      ...linesMatching(file, /\bFIXME\b/, 'FIXME is banned: repair it, or write TODO(#123) with the issue that will'),
      ...linesMatching(file, /\bTODO\b(?!\(#\d+\))/, 'a TODO names its issue: TODO(#123)'),
    ])

export const noLongFile: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isGenerated(file) && file.text.split('\n').length - 1 > FILE_LINES_MAX)
    .map((file) => `${file.path}: more than ${FILE_LINES_MAX} lines: split it by concept`)

export const noVagueName: Rule = (files) =>
  files
    .filter(
      (file) =>
        /\b(utils?|helpers?|common|manager|service)\.\w+$/i.test(file.path.replaceAll('-', ' ')) && isCode(file),
    )
    .map((file) => `${file.path}: the name says nothing: name the file after the concept it holds`)
