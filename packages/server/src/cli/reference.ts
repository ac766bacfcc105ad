// The pages of docs/reference that are made from the tables; a test holds the files to them.

import type { Command } from 'commander'
import { SETTINGS } from '../config.ts'
import type { Setting } from '../config.ts'
import { ROLE_SENTENCES, ROLES } from '../roles.ts'
import { COMMANDS } from './command-table.ts'
import { createProgram } from './program.ts'

const MADE = 'This page is made from the program; the test of `packages/server/src/cli/reference.ts` keeps it current.'

export function configurationReference(): string {
  const rows = (Object.values(SETTINGS) as Setting<unknown>[]).map(
    (setting) =>
      `| \`${setting.flag}\` | ${code(setting.environment)} | ${code(setting.argument === null ? null : setting.fallback)} | ${setting.argument === null ? 'none' : setting.schema.expected} | ${setting.sentence} |`,
  )
  return [
    '# Configuration',
    '',
    MADE,
    '',
    'A setting is given by its flag or by its environment variable; the flag wins. Every command takes the settings it',
    'needs: see [the command line](cli.md). A value that does not fit stops the program at once with exit code 2 and a line',
    'that names the flag, the value and what was expected; the value of a secret is never printed.',
    '',
    '| Flag | Environment | Default | Value | Meaning |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '## Roles',
    '',
    'A process does all of it unless told otherwise; any number of processes may share the roles of one database.',
    '',
    ...ROLES.map((role) => `- \`${role}\`: ${ROLE_SENTENCES[role]}`),
    '',
  ].join('\n')
}

export function commandLineReference(): string {
  const quiet = { environment: {}, print: () => undefined, printError: () => undefined }
  const program = createProgram(quiet, () => undefined)
  const sections = COMMANDS.map(({ name }) => `## tidegate ${name}\n\n${helpBlock(find(program, name))}`)
  return [
    '# Command line',
    '',
    MADE,
    '',
    '`npm start` is `tidegate start`; `npm run tidegate -- <command>` runs any other. Exit codes: 0 done, 1 failed,',
    '2 the command line was not understood. Settings are explained on [their own page](configuration.md).',
    '',
    helpBlock(program),
    '',
    sections.join('\n\n'),
    '',
  ].join('\n')
}

function find(program: Command, name: string): Command {
  const found = name
    .split(' ')
    .reduce<Command | undefined>((parent, part) => parent?.commands.find((each) => each.name() === part), program)
  if (found === undefined) throw new Error(`no command ${name}`)
  return found
}

function helpBlock(command: Command): string {
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part) })
  command.outputHelp()
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``
}

function code(text: string | null): string {
  return text === null ? '' : `\`${text}\``
}
