import { expect, test } from 'vitest'
import { createLog, describeError } from './log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  const log = createLog('info', [{ level: 'info', stream: { write: (line: string) => (text += line) } }])
  write(log)
  return text
}

test('what drivers hang on an error stays out of the log', () => {
  const error = Object.assign(new Error('insert failed'), {
    code: '23514',
    detail: 'row (13800138000)',
    parameters: ['张三'],
  })
  const text = logged((log) => log.error({ err: error }, 'writing'))
  expect(text).toContain('insert failed')
  expect(text).toContain('23514')
  expect(text).not.toContain('13800138000')
  expect(text).not.toContain('张三')
})

test('fields that hold secrets are masked, also one level down', () => {
  const text = logged((log) =>
    log.info({ url: 'postgres://u:secret-1@h', shop: { appSecret: 'secret-2' }, receiver: 'secret-3' }, 'x'),
  )
  expect(text).not.toMatch(/secret-\d/)
})

test('a chain of causes is told, and one that points at itself ends', () => {
  const error = new Error('outer', { cause: new Error('inner') })
  expect(describeError(error)).toMatchObject({ message: 'outer', cause: { message: 'inner' } })
  const loop: Error = new Error('loop')
  loop.cause = loop
  expect(JSON.stringify(describeError(loop)).length).toBeLessThan(20_000)
})
