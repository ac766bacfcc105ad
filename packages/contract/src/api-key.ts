/** What an API key may be let do. Each route that is open to keys names the one it asks for. */
export const SCOPES = ['orders:read', 'orders:write', 'stock:read', 'stock:write'] as const
export type Scope = (typeof SCOPES)[number]
