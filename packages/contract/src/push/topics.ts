// What a client of the push may subscribe to. A topic never names a merchant: the session does. On the wire it
// is one text, `kind/part/part`, each part percent-encoded, so that a code with a slash in it stays one part.

export type Topic =
  /** One SKU's pool: what may be promised to buyers, over all locations. */
  | { kind: 'stock'; sku: string }
  /** One SKU's level at one location. */
  | { kind: 'location'; location: string; sku: string }
  /** What one shop may still sell of a SKU. */
  | { kind: 'shop'; channel: string; shop: string; sku: string }
  /** Whether one order changed. */
  | { kind: 'order'; number: string }
  /** The first page. */
  | { kind: 'overview' }
  /** The newest orders, and how many are in each stage. */
  | { kind: 'orders' }
  /** What could not be applied. */
  | { kind: 'quarantine' }

export type TopicKind = Topic['kind']

/** The parts that follow the kind, in their order. */
export const TOPIC_PARTS = {
  stock: ['sku'],
  location: ['location', 'sku'],
  shop: ['channel', 'shop', 'sku'],
  order: ['number'],
  overview: [],
  orders: [],
  quarantine: [],
} as const satisfies Record<TopicKind, readonly string[]>

export const TOPIC_KINDS = Object.keys(TOPIC_PARTS) as readonly TopicKind[]

export function topicName(topic: Topic): string {
  const values: Readonly<Record<string, string>> = topic
  return [topic.kind, ...TOPIC_PARTS[topic.kind].map((part) => encodeURIComponent(values[part] ?? ''))].join('/')
}

/** Null where the text is no topic. */
export function parseTopic(name: string): Topic | null {
  const [kind = '', ...encoded] = name.split('/')
  if (!isTopicKind(kind) || encoded.length !== TOPIC_PARTS[kind].length) return null
  const parts = encoded.map(decoded)
  if (parts.some((part) => part === null || part === '')) return null
  return { kind, ...Object.fromEntries(TOPIC_PARTS[kind].map((part, index) => [part, parts[index]])) } as Topic
}

function isTopicKind(text: string): text is TopicKind {
  return Object.hasOwn(TOPIC_PARTS, text)
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
