// The master key lives in a file outside the database: a stolen dump without it opens nothing.

import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openWith, sealWith } from './vault.ts'

const KEY_BYTES = 32

export interface MasterKey {
  /** A new data key, wrapped: this is what the control schema stores. */
  newDataKey(): Buffer
  unwrap(wrapped: Uint8Array): Buffer
  /** Passwords of database roles derive from the key, so they are stored nowhere. */
  rolePassword(role: string): string
}

/** Reads the key file, or makes it (mode 0600) where there is none. */
export async function openMasterKey(file: string): Promise<MasterKey> {
  const secret = createSecretKey((await readKey(file)) ?? (await makeKey(file)))
  return masterKey(secret)
}

function masterKey(secret: KeyObject): MasterKey {
  return {
    newDataKey: () => sealWith(secret, randomBytes(KEY_BYTES), 0),
    unwrap: (wrapped) => openWith(secret, wrapped),
    rolePassword: (role) => createHmac('sha256', secret).update(`role:${role}`).digest('base64url'),
  }
}

async function readKey(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== KEY_BYTES) throw new Error(`${file}: expected ${KEY_BYTES} bytes in base64, found ${key.length}`)
  return key
}

async function makeKey(file: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${key.toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return key
}
