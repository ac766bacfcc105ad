// Who may subscribe to what: every kind of topic says so here, as every route does. The merchant is the caller's
// own, so another merchant's SKU or order is simply not there.

import type { TopicKind } from '@tidegate/contract'
import type { Access } from '../http/access.ts'

export const TOPIC_ACCESS: Readonly<Record<TopicKind, Exclude<Access, 'public'>>> = {
  stock: { people: 'session', scope: 'stock:read' },
  location: { people: 'session', scope: 'stock:read' },
  shop: { people: 'session', scope: 'stock:read' },
  order: { people: 'session', scope: 'orders:read' },
  overview: { people: 'session', scope: 'orders:read' },
  orders: { people: 'session', scope: 'orders:read' },
  quarantine: { people: 'session', scope: 'orders:read' },
}
