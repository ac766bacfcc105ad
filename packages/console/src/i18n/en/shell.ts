import type { Messages } from '../zh-cn.ts'

export const brand: Messages['brand'] = {
  name: '潮闸',
  latin: 'Tidegate',
  demo: 'DEMO',
  demoHint: 'Demo merchant: simulated marketplaces make the orders, nothing is really shipped.',
}

export const shell: Messages['shell'] = {
  search: 'Order, platform or tracking number, SKU, last digits',
  searchLabel: 'Find an order',
  language: '中文',
  languageLabel: '切换到中文 Switch to Chinese',
  toDark: 'Switch to dark',
  toLight: 'Switch to light',
  keys: 'Keys',
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  signedInAs: '{{user}} · {{role}}',
  skip: 'Skip to content',
  navigation: 'Pages',
}

export const navigation: Messages['navigation'] = {
  overview: 'Overview',
  orders: 'Orders',
  stock: 'Stock',
  imports: 'Imports',
  listings: 'Listings',
  quarantine: 'Quarantine',
  system: 'System',
  channels: 'Channels',
}

export const role: Messages['role'] = {
  owner: 'Owner',
  operations: 'Operations',
  risk: 'Risk',
  warehouse: 'Warehouse',
  service: 'Service',
  viewer: 'Viewer',
}

export const connection: Messages['connection'] = {
  live: 'Live',
  liveHint: 'Changes reach the page as they happen',
  reconnecting: 'Reconnecting',
  reconnectingHint: 'The push is cut and being taken up again; meanwhile the page asks every few seconds',
  stale: 'Not current',
  staleHint: 'No newer data can be had for now; the page keeps what it has and goes on by itself',
  connecting: 'Connecting…',
  notice: 'The service cannot be reached. The page shows data of {{time}}, retries by itself and needs no reload.',
  first: 'Not connected yet, retrying by itself. Check that npm start is still running.',
}

export const keys: Messages['keys'] = {
  title: 'Keys',
  search: 'Find an order',
  down: 'Next row',
  up: 'Previous row',
  open: 'Open this row',
  select: 'Select this row, or not',
  leave: 'Leave the list or the search box',
  help: 'Show this table',
  chord: 'then',
}

export const notFound: Messages['notFound'] = {
  title: 'There is no such page',
  body: 'The address may be mistyped.',
  home: 'Go to the overview',
}

export const crash: Messages['crash'] = {
  title: 'This page failed',
  body: 'Orders and stock are not affected. Opening it again usually helps.',
  reload: 'Open again',
}

export const problem: Messages['problem'] = {
  bad_request: 'The request does not have the expected form.',
  not_signed_in: 'You are no longer signed in.',
  key_not_valid: 'This API key is unknown or revoked.',
  not_allowed: 'Your role may not do this.',
  scope_missing: 'This API key lacks the scope for that.',
  not_found: 'There is no such thing here.',
  shop_unknown: 'There is no such shop.',
  sku_unknown: 'There is no such SKU.',
  location_unknown: 'There is no such location.',
  leg_unknown: 'The order has no such payment leg.',
  recorded_with_different_amount: 'That refund is recorded with another amount.',
  recorded_with_different_quantity: 'That reference is recorded with another quantity.',
  exceeds_paid: 'More would go back than was paid.',
  exceeds_on_hand: 'More would be missing than is there.',
  channel_decides: "Only the order's own channel says this of it.",
  quarantined: 'It could not be applied and waits in quarantine.',
  import_not_ready: 'The file is not here as a whole, or is being imported.',
  idempotency_key_reused: 'This idempotency key came with another request before.',
  idempotency_key_busy: 'The first request with this idempotency key is still under way.',
  too_large: 'That is larger than allowed.',
  too_many_requests: 'Too many requests; it goes on by itself in a moment.',
  internal: 'Something failed on our side; retrying.',
  overloaded: 'The gate is full; it goes on by itself in a moment.',
  unreachable: 'The service cannot be reached; retrying.',
  unknown: 'Something unexpected went wrong ({{status}}).',
  field: '{{text}} ({{field}} should be {{expected}})',
}

export const loading: Messages['loading'] = 'Loading…'
