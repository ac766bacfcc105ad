// The program. It is either whole or gone: an error nobody caught is logged and ends it, so that
// whatever supervises it starts a healthy one.

import { runProgram } from './cli/program.ts'
import { createLog } from './log.ts'

const LINGER_MS_MAX = 2_000 // What is still open after an orderly end is a leak, not work.

function die(what: string): (error: unknown) => void {
  return (error) => {
    createLog('error').fatal({ err: error }, what)
    process.exit(1)
  }
}

process.on('uncaughtException', die('an error nobody caught'))
process.on('unhandledRejection', die('a rejection nobody caught'))
process.exitCode = await runProgram(process.argv.slice(2), {
  environment: process.env,
  print: (text) => process.stdout.write(text),
  printError: (text) => process.stderr.write(text),
})
setTimeout(() => process.exit(), LINGER_MS_MAX).unref()
