// Requests answered, by the route's own pattern: an address may hold anything, a pattern nothing of anybody's.

import type { App } from './app-type.ts'

export interface RequestCounts {
  all(): Iterable<readonly [labels: Readonly<Record<string, string>>, count: number]>
}

export function countRequests(app: App): RequestCounts {
  const counts = new Map<string, number>()
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) => {
    const name = `${method} ${routeOptions.url ?? 'none'} ${statusCode}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  })
  return {
    all: () =>
      [...counts].map(([name, count]) => {
        const [method = '', route = '', status = ''] = name.split(' ')
        return [{ method, route, status }, count] as const
      }),
  }
}
