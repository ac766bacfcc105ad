import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { firstBlockedFolder } from './embedded-account.ts'

const STRANGER = { name: 'stranger', uid: 4_000_001, gid: 4_000_001 }

test('the outermost folder an account may not enter is named', async () => {
  const open = await realpath(await mkdtemp(join(tmpdir(), 'tidegate-account-')))
  const closed = join(open, 'closed')
  try {
    await mkdir(join(closed, 'inner'), { recursive: true })
    await chmod(closed, 0o700)
    await chmod(open, 0o755)
    // The temporary folder may itself be closed; then it is the answer for both.
    const above = await firstBlockedFolder([open], STRANGER)
    expect(await firstBlockedFolder([join(closed, 'inner')], STRANGER)).toBe(above ?? closed)
  } finally {
    await rm(open, { recursive: true })
  }
})
