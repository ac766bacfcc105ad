import type { Role } from '@tidegate/contract'

/** The server decides the same for itself. */
const MAPPERS: readonly Role[] = ['owner', 'operations']
const TAKERS: readonly Role[] = ['owner', 'operations', 'service']

export const mayMapListings = (role: Role): boolean => MAPPERS.includes(role)
export const mayTakeOverListings = (role: Role): boolean => TAKERS.includes(role)
