// Who reads kept content again: one reader to an entrance, found by the source it quarantines under. A new entrance
// writes its reader and adds it where serve.ts puts the parts together (docs/guides/quarantine.md).

import type { ContentReader } from '@tidegate/engine'

export interface EntranceReader {
  /** The source itself, or how its sources begin: `channel:taobao/`, `import:`, `api`. */
  source: string
  read: ContentReader
}

/** One reader for all entrances; of two that fit, the one that says more about the source. */
export function readerOf(readers: readonly EntranceReader[]): ContentReader {
  const longestFirst = readers.toSorted((a, b) => b.source.length - a.source.length)
  return async (content, signal) => {
    const found = longestFirst.find(({ source }) => content.source.startsWith(source))
    if (found !== undefined) return found.read(content, signal)
    return {
      ok: false,
      problem: { code: 'no_reader', field: null, reason: `nothing here reads what ${content.source} kept` },
    }
  }
}
