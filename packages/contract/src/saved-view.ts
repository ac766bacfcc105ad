// Views of a list that a person keeps, and nobody else sees.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Text } from './fields.ts'

const NAME_CHARACTERS_MAX = 40
/** Every filter of a list set at once fits twice. */
const QUERY_CHARACTERS_MAX = 2_000

export const ViewedList = Type.Enum(['orders'] as const)
const ViewName = Type.String({
  minLength: 1,
  maxLength: NAME_CHARACTERS_MAX,
  pattern: String.raw`^(?!\s)[^\u0000-\u001f]+(?<!\s)$`,
})

export const SavedView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** The console's own address of the list, after the `?`. */
  query: Type.String(),
})
export type SavedView = Static<typeof SavedView>

export const SavedViewList = Type.Object({ views: Type.Array(SavedView) })
export type SavedViewList = Static<typeof SavedViewList>

export const SavedViewsQuery = Type.Object({ list: ViewedList })
export const NewSavedView = Type.Object({ list: ViewedList, name: ViewName, query: Text(QUERY_CHARACTERS_MAX) })
export type NewSavedView = Static<typeof NewSavedView>
export const ViewRename = Type.Object({ name: ViewName })
export const ViewInPath = Type.Object({ id: Type.String({ pattern: String.raw`^\d{1,15}$` }) })
