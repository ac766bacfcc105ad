// One member of the flat XML that WeChat's messages are: plain text or CDATA, found by its name. Not a parser: nothing is
// nested but the part that tells of the order, entities are refused, and only short values are looked for.

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const BYTES_MAX = 256 * 1024 // Far beyond a message of events.

/** Null where the bytes are no XML, or have no such member or several. */
export function readXmlTag(bytes: Uint8Array, name: string): string | null {
  if (bytes.byteLength > BYTES_MAX) return null
  let text: string
  try {
    text = UTF8.decode(bytes)
  } catch {
    return null
  }
  if (!/^\s*<xml>[^]*<\/xml>\s*$/.test(text)) return null
  const found = [...text.matchAll(new RegExp(`<${name}>(?:<!\\[CDATA\\[([^\\]<]*)\\]\\]>|([^<&]*))</${name}>`, 'g'))]
  if (found.length !== 1) return null
  return found[0]![1] ?? found[0]![2] ?? null
}
