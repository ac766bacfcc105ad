import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import type { EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { MinuteCount } from '@tidegate/contract'
import { usePreferences } from '../../components/preferences.ts'
import { formatMinute } from '../../ui/format.ts'
import { FONT_FAMILY, PALETTES } from '../../ui/theme.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './rate-chart.module.css'

register([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer])

/** Sixty minutes leave room for a label every ten. */
const LABEL_EVERY_MINUTES = 10
const Y_LABELS = 3
/** The running minute grows under the viewer's eyes; faint, it does not read as a collapse. */
const RUNNING_OPACITY = 0.45

export function RateChart({ perMinute }: { perMinute: readonly MinuteCount[] }) {
  const { t, language } = useWords()
  const { theme } = usePreferences()
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)

  useEffect(() => {
    if (host.current === null) return
    const made = init(host.current)
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(host.current)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    const palette = PALETTES[theme]
    const labels = perMinute.map(({ minute }) => formatMinute(minute, language))
    const last = perMinute.length - 1
    const axis = { axisLine: { lineStyle: { color: palette.line } }, axisTick: { show: false } }
    const text = { color: palette.inkFaint, fontSize: 13, fontFamily: FONT_FAMILY }
    chart.current?.setOption({
      animationDuration: 0,
      animationDurationUpdate: 300,
      grid: { left: 0, right: 2, top: 12, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: palette.quietSoft, opacity: 0.6 } },
        backgroundColor: palette.panel,
        borderColor: palette.lineStrong,
        textStyle: { ...text, color: palette.ink, fontSize: 13 },
      },
      xAxis: {
        ...axis,
        type: 'category',
        data: labels,
        axisLabel: { ...text, interval: (index: number) => (last - index) % LABEL_EVERY_MINUTES === 0 },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitNumber: Y_LABELS,
        axisLabel: text,
        splitLine: { lineStyle: { color: palette.line, type: 'dashed' } },
      },
      series: [
        {
          name: t('overview.received'),
          type: 'bar',
          barCategoryGap: '28%',
          itemStyle: { color: palette.tideMid, borderRadius: [2, 2, 0, 0] },
          data: perMinute.map(({ received }, index) =>
            index === last ? { value: received, itemStyle: { opacity: RUNNING_OPACITY } } : received,
          ),
        },
        {
          name: t('overview.allocated'),
          type: 'line',
          showSymbol: false,
          lineStyle: { width: 2, color: palette.blue },
          itemStyle: { color: palette.blue },
          // The running minute's line would always end in a cliff.
          data: perMinute.slice(0, -1).map(({ allocated }) => allocated),
        },
      ],
    })
  }, [perMinute, theme, language, t])

  return <div ref={host} className={styles['host']} data-testid="rate-chart" />
}
