/** Every path of the API, in one place for the server, the console and the drill. */
export const PATHS = {
  signIn: '/api/v1/session',
  session: '/api/v1/session',
  overview: '/api/v1/overview',
  orders: '/api/v1/orders',
  order: '/api/v1/orders/:number',
  explanation: '/api/v1/orders/:number/explanation',
  health: '/healthz',
  ready: '/readyz',
} as const
