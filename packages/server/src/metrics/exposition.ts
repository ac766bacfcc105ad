// Readings as the text Prometheus and every OpenTelemetry collector take (format 0.0.4).

import { DURATION_EDGES_SECONDS } from '@tidegate/engine'
import type { Durations } from '@tidegate/engine'
import { METRICS } from './metrics.ts'
import type { MetricName } from './metrics.ts'

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

type Labels = Readonly<Record<string, string>>

export interface Reading {
  metric: MetricName
  labels?: Labels
  value: number | Durations
}

export function expose(readings: readonly Reading[]): string {
  const lines: string[] = []
  for (const [name, { kind, help }] of Object.entries(METRICS)) {
    const own = readings.filter(({ metric }) => metric === name)
    if (own.length === 0) continue
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`)
    for (const { labels = {}, value } of own) {
      if (typeof value === 'number') lines.push(line(name, labels, value))
      else lines.push(...histogram(name, labels, value))
    }
  }
  return `${lines.join('\n')}\n`
}

function histogram(name: string, labels: Labels, { counts, count, sumSeconds }: Durations): string[] {
  let below = 0
  const buckets = DURATION_EDGES_SECONDS.map((edge, place) => {
    below += counts[place] ?? 0
    return line(`${name}_bucket`, { ...labels, le: String(edge) }, below)
  })
  return [
    ...buckets,
    line(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
    line(`${name}_sum`, labels, sumSeconds),
    line(`${name}_count`, labels, count),
  ]
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
