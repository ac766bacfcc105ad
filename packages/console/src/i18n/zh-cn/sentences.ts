export const actor = {
  system: '系统',
  timer: '定时任务',
  channel: '渠道 {{name}}',
  user: '用户 {{name}}',
  key: '接口密钥 {{name}}',
  warehouse: '仓库 {{name}}',
}

export const age = {
  seconds: '{{s}} 秒',
  minutes: '{{m}} 分 {{s}} 秒',
  hours: '{{h}} 小时 {{m}} 分',
  days: '{{d}} 天 {{h}} 小时',
  wholeMinutes: '{{m}} 分钟',
  wholeHours: '{{h}} 小时',
  wholeDays: '{{d}} 天',
  ago: '{{age}}前',
  now: '刚刚',
}
