import type { Database } from '../database/connect.ts'

/** What a person may do; the wire spells them the same. */
export const USER_ROLES = ['owner', 'operations', 'risk', 'warehouse', 'service', 'viewer'] as const
export type UserRole = (typeof USER_ROLES)[number]

export interface UserRequest {
  merchantCode: string
  name: string
  role: UserRole
}

export interface EnsuredUser {
  id: number
  role: UserRole
}

/** An existing user keeps their role: asking for a link must not be a way to raise one. */
export async function ensureUser(sql: Database, { merchantCode, name, role }: UserRequest): Promise<EnsuredUser> {
  await sql`
    insert into tidegate.users (merchant_id, name, role)
    select id, ${name}, ${role} from tidegate.merchants where code = ${merchantCode}
    on conflict (merchant_id, name) do nothing`
  const [user] = await sql<EnsuredUser[]>`
    select u.id, u.role
    from tidegate.users u join tidegate.merchants m on m.id = u.merchant_id
    where m.code = ${merchantCode} and u.name = ${name}`
  if (user === undefined) throw new Error(`there is no merchant "${merchantCode}"`)
  return user
}
