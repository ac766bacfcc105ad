// Makes profile.json from the report: npm run make-profile --workspace @tidegate/simulators -- <report.csv>,
// then npm run format.

import { writeFile } from 'node:fs/promises'
import { loadRows } from './load-rows.ts'
import { measureProfile } from './measure-profile.ts'

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: make-profile.ts <report.csv>')
const rows = await loadRows(path, '')
const target = new URL('./profile.json', import.meta.url)
await writeFile(target, `${JSON.stringify(measureProfile(rows))}\n`)
