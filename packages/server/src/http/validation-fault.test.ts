import { expect, test } from 'vitest'
import { describeFault } from './validation-fault.ts'

const fault = (keyword: string, instancePath: string, params: Record<string, unknown>) =>
  describeFault({ keyword, instancePath, params, schemaPath: '', message: 'must be otherwise' }, 'body')

test('a fault names its field as a JSON pointer and says what was expected', () => {
  expect(fault('enum', '/role', { allowedValues: ['owner', 'viewer'] })).toEqual({
    field: '/role',
    expected: 'one of owner, viewer',
    detail: 'Something in the body is not as expected',
  })
  expect(fault('required', '/lines/0', { missingProperty: 'a/b~c' })).toMatchObject({
    field: '/lines/0/a~1b~0c',
    expected: 'a value',
  })
  expect(fault('additionalProperties', '', { additionalProperty: 'role' })).toMatchObject({
    field: '/role',
    expected: 'no such field',
  })
})

test('a rule nobody worded is passed on as it is', () => {
  expect(fault('multipleOf', '/quantity', { multipleOf: 2 })).toMatchObject({ expected: 'must be otherwise' })
})
