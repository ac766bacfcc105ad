// The command line: commander made from the table of commands and the table of settings.

import { Command, CommanderError, Option } from 'commander'
import { ConfigError, parseConfig, reportSettings, SETTINGS } from '../config.ts'
import type { Setting, SettingName } from '../config.ts'
import { COMMANDS } from './command-table.ts'
import type { CommandSpec } from './command-table.ts'

export interface ProgramSurroundings {
  environment: Readonly<Record<string, string | undefined>>
  print: (text: string) => void
  printError: (text: string) => void
}

const EXIT_FAILED = 1
const EXIT_USAGE = 2

/** Runs one command line; gives the exit code: 0 done, 1 failed, 2 not understood. */
export async function runProgram(words: readonly string[], surroundings: ProgramSurroundings): Promise<number> {
  let exitCode = 0
  const program = createProgram(surroundings, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE
    if (error instanceof ConfigError) {
      for (const line of error.message.split('\n')) surroundings.printError(`tidegate: ${line}\n`)
      return EXIT_USAGE
    }
    surroundings.printError(`tidegate: ${failureText(error, surroundings.environment)}\n`)
    return EXIT_FAILED
  }
}

/** What went wrong, for a person; where it went wrong only for who looks into it. */
function failureText(error: unknown, environment: ProgramSurroundings['environment']): string {
  if (!(error instanceof Error)) return String(error)
  if (environment['TIDEGATE_LOG_LEVEL'] === 'debug') return error.stack ?? error.message
  return error.message
}

export function createProgram(surroundings: ProgramSurroundings, exitWith: (code: number) => void): Command {
  const program = new Command('tidegate')
    .description('Tidegate 潮闸: an order management system that does not lose an order or sell a piece twice.')
    .enablePositionalOptions()
    .addHelpText('after', examplesText(['npm start', 'npm run tidegate -- serve --help', 'npm run tidegate -- verify']))
  settle(program, surroundings)
  for (const spec of COMMANDS) {
    const command = addCommand(program, surroundings, spec)
    command.action(async (...given: unknown[]) => {
      const words = spec.words.map(({ name }, position) => [name, String(given[position])])
      const sources = { flags: flagsOf(command, spec), environment: surroundings.environment }
      const config = parseConfig(Object.keys(SETTINGS) as SettingName[], sources)
      const settings = reportSettings(spec.settings, sources)
      exitWith(await spec.run({ config, settings, words: Object.fromEntries(words), rest: command.args }))
    })
  }
  return program
}

function addCommand(program: Command, surroundings: ProgramSurroundings, spec: CommandSpec): Command {
  const names = spec.name.split(' ')
  const [first = '', second] = names
  const parent = second === undefined ? program : groupOf(program, surroundings, first)
  const command = parent
    .command(second ?? first)
    .summary(spec.summary)
    .description(spec.description)
    .addHelpText('after', examplesText(spec.examples))
  settle(command, surroundings)
  for (const { name, sentence } of spec.words) command.argument(`<${name}>`, sentence)
  for (const name of spec.settings) command.addOption(optionOf(SETTINGS[name]))
  if (spec.passesOn) command.allowUnknownOption().allowExcessArguments().passThroughOptions().helpOption(false)
  return command
}

function groupOf(program: Command, surroundings: ProgramSurroundings, name: string): Command {
  const known = program.commands.find((command) => command.name() === name)
  if (known !== undefined) return known
  const group = program.command(name).summary(`commands about ${name}s`).description(`Commands about ${name}s.`)
  settle(group, surroundings)
  return group
}

/** Errors are thrown and text goes where we say, so that a test can read both. */
function settle(command: Command, { print, printError }: ProgramSurroundings): void {
  command
    .exitOverride()
    .showHelpAfterError('(--help tells what there is)')
    .configureHelp({ helpWidth: 110 })
    .configureOutput({ writeOut: print, writeErr: printError, getOutHelpWidth: () => 110, getErrHelpWidth: () => 110 })
}

function optionOf(setting: Setting<unknown>): Option {
  const flags = setting.argument === null ? setting.flag : `${setting.flag} <${setting.argument}>`
  const notes = [
    ...(setting.fallback === null || setting.argument === null ? [] : [`default: ${setting.fallback}`]),
    ...(setting.environment === null ? [] : [`environment: ${setting.environment}`]),
  ]
  return new Option(flags, notes.length === 0 ? setting.sentence : `${setting.sentence} (${notes.join('; ')})`)
}

function flagsOf(command: Command, spec: CommandSpec): Partial<Record<SettingName, string>> {
  const options: Record<string, unknown> = command.opts()
  const given = spec.settings.flatMap((name) => {
    const value = options[optionOf(SETTINGS[name]).attributeName()]
    // A flag without an argument arrives as true.
    return typeof value === 'string' || value === true ? [[name, String(value)]] : []
  })
  return Object.fromEntries(given) as Partial<Record<SettingName, string>>
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}\n`
}
