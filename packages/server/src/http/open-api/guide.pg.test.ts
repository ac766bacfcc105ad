// The guide's own examples, run as they are written: every `curl` in docs/guides/open-api.md against a real server, its
// answer compared with the JSON that follows it in the guide.

import { execFile, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openApiRig } from './open-api-rig.ts'

const GUIDE = new URL('../../../../../docs/guides/open-api.md', import.meta.url)
const ANYTHING = '…'
const BREAK = '----- next example -----'

interface Example {
  script: string
  answers: unknown[]
}

const hasTools = ['bash', 'curl', 'grep'].every((tool) => spawnSync(tool, ['--version']).status === 0)

// Visible as skipped on a machine without them: the guide is for people who have them.
test.skipIf(!hasTools)('every example of the guide answers as it says', async () => {
  await using rig = await openApiRig()
  await rig.engine.gate.setup.addSkus([{ code: 'MT01-01', name: '潮汐猫条' }])
  const found = examples(await readFile(GUIDE, 'utf8'))
  expect(found.length).toBeGreaterThan(8)
  const script = ['set -eu', ...found.map((example) => `${example.script}\necho\necho '${BREAK}'`)].join('\n')
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    env: {
      PATH: process.env['PATH'],
      TIDEGATE: `http://127.0.0.1:${rig.port}`,
      KEY: `authorization: ${rig.headers.authorization}`,
      NO_PROXY: '*',
    },
  })
  const outputs = stdout.split(BREAK)
  for (const [index, { script: command, answers }] of found.entries()) {
    const lines = (outputs[index] ?? '').trim().split('\n')
    expect(lines.length, command).toBe(answers.length)
    for (const [nth, answer] of answers.entries())
      expect(JSON.parse(lines[nth] ?? ''), command).toMatchObject(answer as object)
  }
})

/** A block of shell that calls us, with the JSON of the block behind it. */
function examples(guide: string): Example[] {
  const blocks = [...guide.matchAll(/^ *```(sh|json)\n([^]*?)^ *```/gm)]
  return blocks.flatMap(([, kind, text = ''], index) => {
    if (kind !== 'sh' || !text.includes('curl ')) return []
    const [, nextKind, json = ''] = blocks[index + 1] ?? []
    if (nextKind !== 'json') throw new Error(`no answer stands behind: ${text}`)
    return [{ script: text, answers: documents(json).map(wildcards) }]
  })
}

/** One document over many lines, or one a line. */
function documents(text: string): unknown[] {
  try {
    return [JSON.parse(text) as unknown]
  } catch {
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  }
}

function wildcards(value: unknown): unknown {
  if (value === ANYTHING) return expect.anything()
  if (Array.isArray(value)) return value.map(wildcards)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wildcards(member)]))
}
