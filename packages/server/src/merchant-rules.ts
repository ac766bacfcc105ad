// The rules a merchant is created with. They name the locations of the demo; a merchant with other
// locations falls back to rank until its own rules are published.

import { defaultRules } from '@tidegate/engine'

export const FIRST_RULES = defaultRules({
  vip: 'VIP',
  east: ['HD', 'HN', 'HB'],
  south: ['HN', 'HD', 'HB'],
  north: ['HB', 'HD', 'HN'],
  west: ['HN', 'HB', 'HD'],
})
