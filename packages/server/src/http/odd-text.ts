// No text of an address may hold a NUL: the database refuses one, so it names nothing, and what it is asked for would
// end as a fault of ours. Bodies say so field by field in their schemas; an address is refused here, whatever the route.

import type { App } from './app-type.ts'
import { Refusal } from './problems.ts'

const NUL = '\0'

export function refuseOddText(app: App): void {
  app.addHook('preValidation', async ({ params, query }) => {
    for (const [name, value] of [...Object.entries(params as object), ...Object.entries(query as object)])
      if ([value].flat().some((text) => typeof text === 'string' && text.includes(NUL)))
        throw new Refusal('bad_request', { field: `/${name}`, expected: 'text without NUL' })
  })
}
