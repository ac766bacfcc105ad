// What the dialog holds of a mapping while it is being put together.

import type { ListingComponent, ListingView } from '@tidegate/contract'

/** As the API takes them. */
export const COMPONENTS_MAX = 20
export const PER_UNIT_MAX = 1_000

export interface ComponentDraft {
  /** Tells rows apart while they are moved and emptied. */
  key: number
  /** Null while none was chosen. */
  skuCode: string | null
  name: string
  perUnit: number | null
}

/** Of what it maps to now; else one empty row. */
export function draftsOf({ components }: Pick<ListingView, 'components'>): ComponentDraft[] {
  const held = components.map(({ skuCode, name, perUnit }, key) => ({ key, skuCode, name, perUnit }))
  return held.length > 0 ? held : [emptyDraft([])]
}

export function emptyDraft(others: readonly ComponentDraft[]): ComponentDraft {
  return { key: 1 + Math.max(-1, ...others.map(({ key }) => key)), skuCode: null, name: '', perUnit: 1 }
}

/** Null while a row lacks its SKU or a sensible number. */
export function componentsOf(drafts: readonly ComponentDraft[]): ListingComponent[] | null {
  const whole = drafts.flatMap(({ skuCode, perUnit }) =>
    skuCode !== null && perUnit !== null && Number.isInteger(perUnit) && perUnit >= 1 && perUnit <= PER_UNIT_MAX
      ? [{ skuCode, perUnit }]
      : [],
  )
  return whole.length === drafts.length && whole.length > 0 ? whole : null
}

export function isSame(left: readonly ListingComponent[], right: readonly ListingComponent[]): boolean {
  const perUnit = new Map(left.map((each) => [each.skuCode, each.perUnit]))
  return left.length === right.length && right.every((each) => perUnit.get(each.skuCode) === each.perUnit)
}

/** `GT02-01 × 2 + MT01-01`. */
export function componentsText(components: readonly ListingComponent[]): string {
  return components.map(({ skuCode, perUnit }) => (perUnit === 1 ? skuCode : `${skuCode} × ${perUnit}`)).join(' + ')
}
