import type { Messages } from '../zh-cn.ts'

export const list: Messages['list'] = {
  clear: 'Clear filters',
  undo: 'Undo',
  done: '{{n}} done',
  pages: 'Pages of the list',
  first: 'First page',
  next: 'Next page',
  selected: '{{n}} selected',
}
