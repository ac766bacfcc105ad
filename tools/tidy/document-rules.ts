// House rules about Markdown documents.
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type File, type Rule } from './files.ts'

export const oneTitle: Rule = (files) =>
  documents(files)
    .filter((file) => (withoutCode(file).match(/^# \S/gm) ?? []).length !== 1)
    .map((file) => `${file.path}: a document has exactly one "# Title"`)

export const decisionsAreLinked: Rule = (files) => {
  const index = files.find((file) => file.path === 'docs/adr/README.md')
  const linked = new Set(index === undefined ? [] : linkTargets(index))
  return files
    .filter((file) => /^docs\/adr\/\d.*\.md$/.test(file.path) && !linked.has(file.path))
    .map((file) => `${file.path}: not linked: add it to docs/adr/README.md`)
}

/** Links may also point at folders and pictures, so they are looked up on the disk under `root`. */
export function linksResolve(root: string): Rule {
  return (files) =>
    documents(files).flatMap((file) => {
      const broken = linkTargets(file).filter((target) => !existsSync(join(root, target)))
      return broken.map((target) => `${file.path}: links to ${target}, which does not exist: mend or remove the link`)
    })
}

function documents(files: File[]): File[] {
  return files.filter((file) => file.path.endsWith('.md'))
}

function withoutCode(file: File): string {
  return file.text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
}

/** The relative links of a document, as paths from the root. */
function linkTargets(file: File): string[] {
  const links = [...withoutCode(file).matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)].map((match) => match[1] ?? '')
  const relative = links.filter((link) => !/^([a-z]+:|#|\/\/)/i.test(link))
  return relative.map((link) => normalize(join(dirname(file.path), decodeURI(link.replace(/[#?].*$/, '')))))
}
