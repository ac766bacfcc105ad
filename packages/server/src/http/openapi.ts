// The API's document is made from the very schemas that check requests and answers.

import swagger from '@fastify/swagger'
import { Problem } from '@tidegate/contract'
import { peopleOf, scopeOf } from './access.ts'
import type { Access } from './access.ts'
import type { App } from './app-type.ts'
import { PROBLEM_TYPE } from './problems.ts'

const OPENAPI_PATH = '/api/v1/openapi.json'

/** What every route may also answer. */
export const REFUSALS = {
  '4xx': { description: 'Refused; the code says why', content: { [PROBLEM_TYPE]: { schema: Problem } } },
  '5xx': { description: 'Failed or overloaded', content: { [PROBLEM_TYPE]: { schema: Problem } } },
}

export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tidegate',
        description: 'Orders, stock and fulfillment of one merchant: the one the session or the API key belongs to.',
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tidegate_session' },
          key: { type: 'http', scheme: 'bearer', description: 'An API key, tg_…; the list names the scope it needs.' },
        },
      },
    },
    transform: ({ schema, url, route }) => ({
      schema: { ...schema, ...optionalQuery(schema?.querystring), ...whoMay(route.config?.access) },
      url,
    }),
  })
}

/** What has a default may be left out; the schema itself asks for it only because the default is filled in before. */
function optionalQuery(querystring: unknown): { querystring?: object } {
  if (typeof querystring !== 'object' || querystring === null) return {}
  const { properties = {}, required = [] } = querystring as { properties?: Record<string, object>; required?: string[] }
  return {
    querystring: { ...querystring, required: required.filter((name) => !('default' in (properties[name] ?? {}))) },
  }
}

function whoMay(access: Access | undefined): { security: { [name: string]: string[] }[]; description?: string } {
  if (access === undefined || access === 'public') return { security: [] }
  const people = peopleOf(access)
  const scope = scopeOf(access)
  const security = [{ session: [] }, ...(scope === null ? [] : [{ key: scope === 'any' ? [] : [scope] }])]
  return typeof people === 'object' ? { security, description: `Roles: ${people.join(', ')}` } : { security }
}

export function openapiRoute(app: App): void {
  const options = { config: { access: 'public' as const }, schema: { hide: true } }
  app.get(OPENAPI_PATH, options, () => app.swagger())
}
