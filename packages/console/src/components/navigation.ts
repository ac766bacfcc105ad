// The console's pages as the rail shows them, in the order of a day's work. A page adds one line here, one in
// paths.ts, one in routes.tsx and its words under i18n/<language>/.

import {
  ApiOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  FileAddOutlined,
  HeartOutlined,
  InboxOutlined,
  LinkOutlined,
  ShoppingOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { Role } from '@tidegate/contract'
import type { Messages } from '../i18n/zh-cn.ts'
import { paths } from '../paths.ts'

export interface NavigationEntry {
  path: string
  icon: ComponentType
  word: keyof Messages['navigation']
  /** The second key of the chord `g …`. */
  key: string
  /** Who may open it; the server decides the same for itself. */
  roles: 'all' | readonly Role[]
}

export const NAVIGATION: readonly NavigationEntry[] = [
  { path: paths.home(), icon: DashboardOutlined, word: 'overview', key: 'h', roles: 'all' },
  { path: paths.orders(), icon: ShoppingOutlined, word: 'orders', key: 'o', roles: 'all' },
  { path: paths.stock(), icon: DatabaseOutlined, word: 'stock', key: 's', roles: 'all' },
  { path: paths.imports(), icon: FileAddOutlined, word: 'imports', key: 'i', roles: 'all' },
  { path: paths.channels(), icon: ApiOutlined, word: 'channels', key: 'c', roles: 'all' },
  { path: paths.listings(), icon: LinkOutlined, word: 'listings', key: 'l', roles: 'all' },
  { path: paths.quarantine(), icon: InboxOutlined, word: 'quarantine', key: 'q', roles: 'all' },
  { path: paths.system(), icon: HeartOutlined, word: 'system', key: 'y', roles: ['owner', 'operations'] },
]

export function entriesFor(role: Role): NavigationEntry[] {
  return NAVIGATION.filter(({ roles }) => roles === 'all' || roles.includes(role))
}

/** The entry of the page at `path`: the longest one that leads there. */
export function entryAt(path: string): NavigationEntry | undefined {
  const leads = (entry: NavigationEntry) =>
    entry.path === path || path.startsWith(entry.path === '/' ? '//' : `${entry.path}/`)
  return NAVIGATION.filter(leads).toSorted((left, right) => right.path.length - left.path.length)[0]
}
