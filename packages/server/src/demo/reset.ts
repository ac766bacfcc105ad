// Removes an installation. It touches one folder, and only if that folder is ours and nobody uses it.

import { readdir, rm } from 'node:fs/promises'
import { dirname, parse } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { findRunningEmbedded } from '@tidegate/engine'
import { databaseFolder } from '../store.ts'

/** Any of these stands only in a folder the program made. */
const OURS = ['postgres', 'postgres.secret', 'master.key', 'demo.json', 'tidegate.log']

export interface ResetOptions {
  dataDir: string
  /** Do not ask. */
  isSure: boolean
  print: (text: string) => void
}

/** False where the person said no. */
export async function resetInstallation({ dataDir, isSure, print }: ResetOptions): Promise<boolean> {
  const names = await readdir(dataDir).catch(() => null)
  if (names === null || names.length === 0) return true
  const isSomebodysFolder = dataDir === parse(dataDir).root || dirname(dataDir) === parse(dataDir).root
  if (isSomebodysFolder || !names.some((name) => OURS.includes(name))) {
    throw new Error(`${dataDir} does not look like a data folder of Tidegate; remove it by hand if you mean it`)
  }
  if ((await findRunningEmbedded(databaseFolder(dataDir))) !== null) {
    throw new Error(`${dataDir} is in use by a running program; stop it first`)
  }
  if (!isSure && !(await confirm(dataDir))) return false
  print(`removing ${dataDir}\n`)
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  return true
}

/** Where nobody sits at a terminal, the flag itself was the answer. */
async function confirm(dataDir: string): Promise<boolean> {
  if (!process.stdin.isTTY) return true
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answer = await terminal.question(`Remove ${dataDir}, with every order and key in it? Type "yes": `)
    return answer.trim() === 'yes'
  } finally {
    terminal.close()
  }
}
