// Looks for text that must not be there, in every form it is likely to hide in.

interface Needle {
  form: string
  bytes: Buffer
}

export interface LeakScan {
  /** One line per text, form and place where it was found. */
  find(place: string, haystack: Buffer): string[]
}

export function leakScan(texts: readonly string[]): LeakScan {
  const needles = texts.map((text) => ({ text, needles: needlesOf(text) }))
  return {
    find: (place, haystack) =>
      needles.flatMap(({ text, needles: forms }) =>
        forms.filter(({ bytes }) => haystack.includes(bytes)).map(({ form }) => `${text} as ${form} in ${place}`),
      ),
  }
}

function needlesOf(text: string): Needle[] {
  const utf8 = Buffer.from(text, 'utf8')
  const utf16 = Buffer.from(text, 'utf16le')
  const hex = utf8.toString('hex')
  const forms: [string, Buffer | string][] = [
    ['utf-8', utf8],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    ['hex', hex],
    ['hex', hex.toUpperCase()],
    [
      'json escapes',
      text.replaceAll(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['url escapes', encodeURIComponent(text)],
    ...[0, 1, 2].flatMap((before): [string, string][] => base64At(utf8, before).map((code) => ['base64', code])),
  ]
  const known = new Set<string>()
  return forms.flatMap(([form, content]) => {
    const bytes = Buffer.from(content)
    const isNew = !known.has(bytes.toString('hex'))
    known.add(bytes.toString('hex'))
    return isNew ? [{ form, bytes }] : []
  })
}

/** The signs of base64 that depend on the text alone when `before` bytes (modulo 3) stand before it. */
function base64At(utf8: Buffer, before: number): string[] {
  const code = Buffer.concat([Buffer.alloc(before), utf8]).toString('base64url')
  const whole = code.slice(Math.ceil((before * 8) / 6), Math.floor(((before + utf8.length) * 8) / 6))
  return [whole, whole.replaceAll('-', '+').replaceAll('_', '/')]
}
