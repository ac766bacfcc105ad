// Every path of the console. Routes are declared with ROUTES and links are built with `paths`, so a
// path is spelled once.

export const ROUTES = {
  home: '/',
  orders: '/orders',
  order: '/orders/:number',
  stock: '/stock',
  sku: '/stock/:sku',
  quarantine: '/quarantine',
  quarantineEntry: '/quarantine/:id',
  system: '/system',
  signIn: '/sign-in',
} as const

export const paths = {
  home: () => ROUTES.home,
  orders: () => ROUTES.orders,
  ordersFound: (search: string) => `/orders?${new URLSearchParams({ search }).toString()}`,
  order: (number: string) => `/orders/${encodeURIComponent(number)}`,
  stock: () => ROUTES.stock,
  sku: (sku: string) => `/stock/${encodeURIComponent(sku)}`,
  quarantine: () => ROUTES.quarantine,
  quarantineEntry: (id: string) => `/quarantine/${encodeURIComponent(id)}`,
  system: () => ROUTES.system,
  signIn: () => ROUTES.signIn,
}
