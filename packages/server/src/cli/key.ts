import { SCOPES } from '@tidegate/contract'
import type { Scope } from '@tidegate/contract'
import { openControl } from '@tidegate/engine'
import type { ApiKeyRow, Control } from '@tidegate/engine'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { someOf, wholeNumber } from '../setting-schema.ts'
import { withEngine } from '../store.ts'

const KEY_NAME_CHARACTERS_MAX = 60

const keyId = wholeNumber(1, 2 ** 31 - 1)
const scopeList = someOf(SCOPES)

type Words = Readonly<Record<string, string>>

export async function runKeyCreate(
  config: Config,
  { code = '', name = '', scopes: given = '' }: Words,
): Promise<number> {
  const scopes = scopesOf(given)
  if (name.trim() === '' || name.length > KEY_NAME_CHARACTERS_MAX) {
    throw new Error(`a key's name has 1 to ${KEY_NAME_CHARACTERS_MAX} characters`)
  }
  return withControl(config, async (control) => {
    const { keyId: id, token } = await control.createApiKey({ merchantCode: code, name, scopes })
    console.log(`key ${id} of ${code} may ${scopes.join(', ')}. It is shown this once:\n\n  ${token}\n`)
    return 0
  })
}

export async function runKeyList(config: Config, { code = '' }: Words): Promise<number> {
  return withControl(config, async (control) => {
    const keys = await control.listApiKeys(code)
    for (const key of keys) console.log(keyLine(key))
    if (keys.length === 0) console.log(`${code} has no API key`)
    return 0
  })
}

export async function runKeyRevoke(config: Config, { code = '', id: given = '' }: Words): Promise<number> {
  const id = keyId.parse(given)
  if (id === undefined) throw new Error(`"${given}" is not the id of a key: \`tidegate key list ${code}\` shows them`)
  return withControl(config, async (control) => {
    const revoked = await control.revokeApiKey(code, id)
    if (!revoked) throw new Error(`${code} has no key ${id} that is not revoked already`)
    console.log(`key ${id} of ${code} is revoked`)
    return 0
  })
}

/** `all` is for a person in a hurry, and a key that may do everything is what scopes are against. */
function scopesOf(given: string): readonly Scope[] {
  const scopes = given === 'all' ? undefined : scopeList.parse(given)
  if (scopes === undefined || scopes.length === 0) {
    throw new Error(`"${given}" is not a list of scopes: name some of ${SCOPES.join(', ')}, with commas between`)
  }
  return scopes
}

function withControl(config: Config, work: (control: Control) => Promise<number>): Promise<number> {
  return withEngine(config, createLog('error'), (engine) => work(openControl(engine.control, { now: systemClock.now })))
}

function keyLine({ keyId: id, name, scopes, createdAt, usedAt, revokedAt }: ApiKeyRow): string {
  const used = usedAt === null ? 'never used' : `used ${dayOf(usedAt)}`
  const state = revokedAt === null ? used : `revoked ${dayOf(revokedAt)}`
  return `${String(id).padStart(5)}  ${scopes.join(',').padEnd(46)}  made ${dayOf(createdAt)}  ${state.padEnd(18)}  ${name}`
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}
