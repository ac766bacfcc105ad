// The house rules as tests. Each rule is shown an offender first: a rule that cannot fail is no rule.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { noLongFile, noSelectStar, noSqlOutsideEngine, noUnownedTodo, noVagueName } from './tidy/code-rules.ts'
import { domainHasNoDependencies, importsAreDeclared } from './tidy/dependency-rules.ts'
import { decisionsAreLinked, linksResolve, oneTitle } from './tidy/document-rules.ts'
import { type File, readFiles, type Rule } from './tidy/files.ts'

const ROOT = join(import.meta.dirname, '..')
const ourFiles = readFiles(ROOT)

type Example = { name: string; rule: Rule; offenders: File[]; allowed: File[] }

const file = (path: string, text: string): File => ({ path, text })
const manifest = (name: string, dependency: string): File =>
  file(`packages/${name}/package.json`, JSON.stringify({ dependencies: { [dependency]: '1.0.0' } }))

const EXAMPLES: Example[] = [
  {
    name: 'a package declares what it imports',
    rule: importsAreDeclared,
    offenders: [file('packages/server/src/main.ts', `import {\n  pino,\n} from 'pino'`), manifest('server', 'fastify')],
    allowed: [
      file('packages/server/src/main.ts', `import fs from 'node:fs'\nimport 'pino/x'`),
      manifest('server', 'pino'),
    ],
  },
  {
    name: 'domain has no dependencies',
    rule: domainHasNoDependencies,
    offenders: [manifest('domain', 'typebox')],
    allowed: [manifest('contract', 'typebox')],
  },
  {
    name: 'queries list their columns',
    rule: noSelectStar,
    offenders: [file('packages/engine/src/a.ts', 'sql`select * from orders`')],
    allowed: [file('packages/engine/src/a.ts', 'sql`select count(*) from orders; select * from unnest($1::int[])`')],
  },
  {
    name: 'no SQL outside engine',
    rule: noSqlOutsideEngine,
    offenders: [file('packages/server/src/a.ts', 'sql`delete from orders`')],
    allowed: [
      file('packages/server/src/a.ts', "// delete from orders\nconst label = 'select one'"),
      file('packages/engine/src/a.ts', 'sql`delete from orders`'),
    ],
  },
  {
    name: 'no FIXME, and a TODO names its issue',
    rule: noUnownedTodo,
    offenders: [file('packages/engine/src/a.ts', '// TODO: later')],
    allowed: [file('packages/engine/src/a.ts', '// TODO(#123): later')],
  },
  {
    name: 'files are short',
    rule: noLongFile,
    offenders: [file('packages/engine/src/a.ts', 'x\n'.repeat(401))],
    allowed: [file('packages/engine/src/a.ts', 'x\n'.repeat(400))],
  },
  {
    name: 'files are named after a concept',
    rule: noVagueName,
    offenders: [file('packages/engine/src/order-utils.ts', '')],
    allowed: [file('packages/engine/src/order.ts', '')],
  },
  {
    name: 'a document has one title',
    rule: oneTitle,
    offenders: [file('docs/a.md', '# One\n\n# Two\n')],
    allowed: [file('docs/a.md', '# One\n\n```sh\n# a comment\n```\n')],
  },
  {
    name: 'every decision is linked from the list of decisions',
    rule: decisionsAreLinked,
    offenders: [file('docs/adr/0001-one-door.md', '# One door')],
    allowed: [file('docs/adr/0001-one-door.md', '# One door'), file('docs/adr/README.md', '[1](0001-one-door.md)')],
  },
  {
    name: 'relative links lead somewhere',
    rule: linksResolve(ROOT),
    offenders: [file('docs/a.md', '[gone](../no-such-file.md#part)')],
    allowed: [file('docs/a.md', '[here](../package.json) [there](https://example.org) [below](#part)')],
  },
]

describe.each(EXAMPLES)('$name', ({ rule, offenders, allowed }) => {
  test('the rule finds an offender', () => expect(rule(offenders)).toHaveLength(1))
  test('the rule lets the permitted form pass', () => expect(rule(allowed)).toEqual([]))
  test('we keep it', () => expect(rule(ourFiles)).toEqual([]))
})
