// Shopify's enums, as the reference lists them. A word that is not here is quarantined, never guessed.

export const FINANCIAL_STATUSES: ReadonlySet<string> = new Set([
  'AUTHORIZED',
  'EXPIRED',
  'PAID',
  'PARTIALLY_PAID',
  'PARTIALLY_REFUNDED',
  'PENDING',
  'REFUNDED',
  'VOIDED',
])

export const FULFILLMENT_STATUSES: ReadonlySet<string> = new Set([
  'FULFILLED',
  'IN_PROGRESS',
  'ON_HOLD',
  'OPEN',
  'PARTIALLY_FULFILLED',
  'PENDING_FULFILLMENT',
  'REQUEST_DECLINED',
  'RESTOCKED',
  'SCHEDULED',
  'UNFULFILLED',
])

export const TRANSACTION_KINDS: ReadonlySet<string> = new Set([
  'AUTHORIZATION',
  'CAPTURE',
  'CHANGE',
  'EMV_AUTHORIZATION',
  'REFUND',
  'SALE',
  'SUGGESTED_REFUND',
  'VOID',
])

export const TRANSACTION_STATUSES: ReadonlySet<string> = new Set([
  'AWAITING_RESPONSE',
  'ERROR',
  'FAILURE',
  'PENDING',
  'SUCCESS',
  'UNKNOWN',
])
