// For tests: a command line against the database of a test, and all it printed.

import { testMasterKeyFile } from '../../../../tools/test-world.ts'
import { runProgram } from './program.ts'

export async function runAgainst(
  databaseUrl: string,
  words: readonly string[],
): Promise<{ code: number; text: string }> {
  let text = ''
  const print = (part: string): void => void (text += part)
  // Commands say what they did by console.log; nothing else of a test speaks meanwhile.
  const { log } = console
  console.log = (line: string) => print(`${line}\n`)
  try {
    const environment = { DATABASE_URL: databaseUrl, TIDEGATE_MASTER_KEY_FILE: testMasterKeyFile() }
    const code = await runProgram(words, { environment, print, printError: print })
    return { code, text }
  } finally {
    console.log = log
  }
}
