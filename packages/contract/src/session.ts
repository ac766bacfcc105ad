import { Type } from 'typebox'
import type { Static } from 'typebox'

export const ROLES = ['owner', 'operations', 'risk', 'warehouse', 'service', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export const SignIn = Type.Object({ token: Type.String({ minLength: 20, maxLength: 200 }) })
export type SignIn = Static<typeof SignIn>

export const Session = Type.Object({
  user: Type.String(),
  role: Type.Enum(ROLES),
  merchant: Type.Object({ code: Type.String(), name: Type.String(), isDemo: Type.Boolean() }),
})
export type Session = Static<typeof Session>
