export const list = {
  clear: '清空筛选',
  undo: '撤销',
  done: '{{n}} 笔已完成',
  pages: '翻页',
  first: '回到第一页',
  next: '下一页',
  selected: '已选 {{n}} 行',
}
