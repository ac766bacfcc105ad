import type { Messages } from '../zh-cn.ts'

export const actor: Messages['actor'] = {
  system: 'system',
  timer: 'timer',
  channel: 'channel {{name}}',
  user: 'user {{name}}',
  key: 'API key {{name}}',
  warehouse: 'warehouse {{name}}',
}

export const age: Messages['age'] = {
  seconds: '{{s}}s',
  minutes: '{{m}}m {{s}}s',
  hours: '{{h}}h {{m}}m',
  days: '{{d}}d {{h}}h',
  wholeMinutes: '{{m}}m',
  wholeHours: '{{h}}h',
  wholeDays: '{{d}}d',
  ago: '{{age}} ago',
  now: 'just now',
}
