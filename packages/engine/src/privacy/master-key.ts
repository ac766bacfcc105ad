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

/**
 * Reads the key file. Where there is none it is made (mode 0600), unless data was sealed before: a new key could
 * open none of it.
 */
export async function openMasterKey(file: string, options: { mayCreate: boolean }): Promise<MasterKey> {
  const known = await readKey(file)
  if (known === null && !options.mayCreate) {
    throw new Error(
      `the key file ${file} is missing, and the data in this database was sealed with it: put it back from your backup`,
    )
  }
  return masterKey(createSecretKey(known ?? (await makeKey(file))))
}

function masterKey(secret: KeyObject): MasterKey {
  return {
    newDataKey: () => sealWith(secret, randomBytes(KEY_BYTES), 0),
    unwrap(wrapped) {
      try {
        return openWith(secret, wrapped)
      } catch (cause) {
        throw new Error(
          'the key file is not the one this data was sealed with: put the right one back from your backup',
          { cause },
        )
      }
    },
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
