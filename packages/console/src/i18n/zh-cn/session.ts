export const signIn = {
  title: '登录',
  working: '正在登录…',
  workingHint: '一次性链接只能用一次，登录后就失效。',
  usedTitle: '这个链接不能再用了',
  usedBody: '登录链接只能用一次，过一段时间也会失效。请在运行潮闸的机器上取一个新的：',
  neededTitle: '请用一次性链接登录',
  neededBody: '潮闸不用密码。启动时会在终端里打印一个一次性登录链接，用浏览器打开它就行。',
  again: '服务已经在运行？另开一个终端，取一个新链接：',
  start: '还没启动？启动时会打印链接：',
  failed: '暂时登录不了',
  retry: '再试一次',
}
