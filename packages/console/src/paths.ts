// Every path of the console. Routes are declared with ROUTES and links are built with `paths`, so a
// path is spelled once.

export const ROUTES = {
  home: '/',
  orders: '/orders',
  order: '/orders/:number',
  stock: '/stock',
  sku: '/stock/:sku',
  channels: '/channels',
  listings: '/listings',
  connect: '/channels/connect',
  shop: '/channels/:channel/:shop',
  quarantine: '/quarantine',
  quarantineEntry: '/quarantine/:id',
  system: '/system',
  imports: '/imports',
  import: '/imports/:id',
  signIn: '/sign-in',
} as const

export const paths = {
  home: () => ROUTES.home,
  orders: () => ROUTES.orders,
  ordersFound: (search: string) => `/orders?${new URLSearchParams({ search }).toString()}`,
  /** Orders on which a hold stands, of one shop (`channel/shop`) or of all. */
  ordersHeldFor: (hold: string, shop = '') =>
    `/orders?${new URLSearchParams({ hold, ...(shop === '' ? {} : { shop }) }).toString()}`,
  order: (number: string) => `/orders/${encodeURIComponent(number)}`,
  stock: () => ROUTES.stock,
  sku: (sku: string) => `/stock/${encodeURIComponent(sku)}`,
  channels: () => ROUTES.channels,
  listings: () => ROUTES.listings,
  /** What of one shop is still to be mapped. */
  listingsToMap: (channel: string, shop: string) => `/listings?${new URLSearchParams({ shop: `${channel}/${shop}` })}`,
  /** One listing, mapped or not, by its id or code. */
  listingsFound: (channel: string, shop: string, search: string) =>
    `/listings?${new URLSearchParams({ view: 'all', shop: `${channel}/${shop}`, search })}`,
  connect: () => ROUTES.connect,
  /** The same form, for a shop that is there. */
  renewKeys: (channel: string, shop: string) =>
    `/channels/connect?${new URLSearchParams({ channel, shop }).toString()}`,
  shop: (channel: string, shop: string) => `/channels/${encodeURIComponent(channel)}/${encodeURIComponent(shop)}`,
  quarantine: () => ROUTES.quarantine,
  quarantineEntry: (id: string) => `/quarantine/${encodeURIComponent(id)}`,
  system: () => ROUTES.system,
  /** What waits of one entrance. */
  quarantineOf: (source: string) => `/quarantine?source=${encodeURIComponent(source)}`,
  imports: () => ROUTES.imports,
  importFile: (id: string) => `/imports/${encodeURIComponent(id)}`,
  signIn: () => ROUTES.signIn,
}
