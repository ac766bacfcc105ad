import { expect, test } from 'vitest'
import { runProgram } from './program.ts'

async function run(line: string, environment: Record<string, string> = {}) {
  const out = { text: '', errors: '' }
  const code = await runProgram(
    line.split(' ').filter((word) => word !== ''),
    {
      environment,
      print: (text) => (out.text += text),
      printError: (text) => (out.errors += text),
    },
  )
  return { code, ...out }
}

test('--help lists every command with examples', async () => {
  const { code, text } = await run('--help')
  expect(code).toBe(0)
  for (const word of ['serve', 'start', 'verify', 'bench', 'migrate', 'merchant', 'sign-in', 'Examples:'])
    expect(text).toContain(word)
})

test("a command's --help names flags, defaults, variables and examples", async () => {
  const { code, text } = await run('serve --help')
  expect(code).toBe(0)
  expect(text).toContain('--poll-seconds <number>')
  expect(text.replaceAll(/\s+/g, ' ')).toContain('default: 30; environment: TIDEGATE_POLL_SECONDS')
  expect(text).toContain('$ npm run tidegate -- serve')
})

test.each([
  ['frobnicate', "unknown command 'frobnicate'"],
  ['serve --colour red', "unknown option '--colour'"],
  ['serve extra', 'too many arguments'],
  ['merchant create', "missing required argument 'code'"],
])('"%s" is not understood: exit code 2 and a reason', async (line, reason) => {
  const { code, errors } = await run(line)
  expect(code).toBe(2)
  expect(errors).toContain(reason)
})

test('a bad value ends with exit code 2 before anything is started', async () => {
  const { code, errors } = await run('serve --port 99999', { TIDEGATE_LOG_LEVEL: 'loud' })
  expect(code).toBe(2)
  expect(errors.trim().split('\n')).toHaveLength(2)
  expect(errors).toContain('tidegate: --port (TIDEGATE_PORT): "99999" is not a whole number')
})

test('a failure ends with exit code 1 and one line', async () => {
  const { code, errors } = await run('merchant create Bad! Name')
  expect(code).toBe(1)
  expect(errors).toBe(
    'tidegate: "Bad!" is not a merchant code: 2 to 31 small letters, digits and _, beginning with a letter\n',
  )
})
