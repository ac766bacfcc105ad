import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { resetInstallation } from './reset.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reset-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const reset = (dataDir: string) => resetInstallation({ dataDir, isSure: true, print: () => undefined })

test('a folder of ours is removed, and nothing beside it', async () => {
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'data', 'demo.json'), '{}')
  await writeFile(join(folder, 'neighbour'), '')
  expect(await reset(join(folder, 'data'))).toBe(true)
  expect(await readdir(folder)).toEqual(['neighbour'])
})

test("somebody else's folder is refused", async () => {
  await writeFile(join(folder, 'thesis.tex'), '')
  await expect(reset(folder)).rejects.toThrow('does not look like a data folder')
  expect(await readdir(folder)).toEqual(['thesis.tex'])
  await expect(reset('/')).rejects.toThrow('does not look like')
  await expect(reset('/usr')).rejects.toThrow('does not look like')
})

test('where there is nothing, there is nothing to do', async () => {
  expect(await reset(join(folder, 'absent'))).toBe(true)
})
