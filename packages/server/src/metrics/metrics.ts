// Every metric this program has. The alerts of docs/guides/alerts.md may name these and no others.

interface Metric {
  kind: 'counter' | 'gauge' | 'histogram'
  help: string
}

export const METRICS = {
  tidegate_up_seconds: { kind: 'gauge', help: 'How long this process has been serving.' },
  tidegate_ready: { kind: 'gauge', help: '1 where the part is ready for work, 0 where it is not; as /readyz says it.' },
  tidegate_figures_missing: {
    kind: 'gauge',
    help: '1 where the merchant’s figures could not be read for this answer.',
  },
  tidegate_batches_total: { kind: 'counter', help: 'Batches committed by this process.' },
  tidegate_commands_total: { kind: 'counter', help: 'Commands answered by this process, by kind and outcome.' },
  tidegate_batch_retries_total: { kind: 'counter', help: 'Batches run again, by SQLSTATE.' },
  tidegate_batch_duration_seconds: { kind: 'histogram', help: 'How long batches take, retries included.' },
  tidegate_answer_duration_seconds: { kind: 'histogram', help: 'From a command’s arrival at the door to its answer.' },
  tidegate_queue_commands: { kind: 'gauge', help: 'Commands that wait for a batch.' },
  tidegate_shop_lag_seconds: { kind: 'gauge', help: 'How far the proven part of a shop’s feeds is behind now.' },
  tidegate_shop_working: {
    kind: 'gauge',
    help: '1 where this process polls the shop, or stands by, without failing; 0 where it retries or has paused.',
  },
  tidegate_shop_silent: {
    kind: 'gauge',
    help: '1 where this process’s polls find a shop’s orders and no message comes of them; only of shops that have any.',
  },
  tidegate_publication_age_seconds: {
    kind: 'gauge',
    help: 'For how long the oldest change of stock has been on its way to the shop’s platform.',
  },
  tidegate_quarantine_open: { kind: 'gauge', help: 'Rows in quarantine that wait for a person.' },
  tidegate_invariants_violated: { kind: 'gauge', help: 'Invariants the last verification found violated.' },
  tidegate_verification_age_seconds: { kind: 'gauge', help: 'How long ago the last verification ended.' },
  tidegate_push_connections: { kind: 'gauge', help: 'Open connections of the push.' },
  tidegate_http_requests_total: { kind: 'counter', help: 'Requests answered, by route, method and status.' },
  tidegate_disk_free_bytes: { kind: 'gauge', help: 'Free space where the data folder is.' },
  process_cpu_seconds_total: { kind: 'counter', help: 'Processor time of this process.' },
  process_resident_memory_bytes: { kind: 'gauge', help: 'Memory of this process.' },
  nodejs_heap_used_bytes: { kind: 'gauge', help: 'Heap in use.' },
  nodejs_eventloop_lag_p99_seconds: {
    kind: 'gauge',
    help: 'How late the event loop comes to its timers, since the last answer.',
  },
} as const satisfies Record<string, Metric>

export type MetricName = keyof typeof METRICS
