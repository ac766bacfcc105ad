// Every path of the console. Routes are declared with ROUTES and links are built with `paths`, so a
// path is spelled once.

export const ROUTES = {
  home: '/',
  orders: '/orders',
  order: '/orders/:number',
  signIn: '/sign-in',
} as const

export const paths = {
  home: () => ROUTES.home,
  orders: () => ROUTES.orders,
  order: (number: string) => `/orders/${encodeURIComponent(number)}`,
  signIn: () => ROUTES.signIn,
}
