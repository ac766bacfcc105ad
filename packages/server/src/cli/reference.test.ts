import { expect, test } from 'vitest'
import { commandLineReference, configurationReference } from './reference.ts'

const REFERENCE = '../../../../docs/reference'

// `npx vitest run --project unit packages/server/src/cli/reference.test.ts --update` writes both files.
test('docs/reference/configuration.md says what the settings are', async () => {
  await expect(configurationReference()).toMatchFileSnapshot(`${REFERENCE}/configuration.md`)
})

test('docs/reference/cli.md says what --help says', async () => {
  await expect(commandLineReference()).toMatchFileSnapshot(`${REFERENCE}/cli.md`)
})
