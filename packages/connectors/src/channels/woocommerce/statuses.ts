// WooCommerce's statuses of an order. A word that is not here (plugins add their own) is quarantined, never guessed.

export const ORDER_STATUSES: ReadonlySet<string> = new Set([
  'auto-draft', // Made by hand and not saved yet.
  'checkout-draft', // The buyer is still filling in the form.
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed', // The payment was; the buyer may try again.
  'trash',
])

export const CLOSED_STATUSES: ReadonlySet<string> = new Set(['cancelled', 'refunded', 'trash'])
export const COMPLETED_STATUS = 'completed'
export const HELD_STATUS = 'on-hold'
