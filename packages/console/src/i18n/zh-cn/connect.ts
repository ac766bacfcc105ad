import type { FailureReason } from '@tidegate/contract'

export const connect = {
  title: '接入店铺',
  note: '选渠道，填密钥，先测试再接入',
  renewTitle: '给 {{shop}} 换新密钥',
  renewNote: '已保存的密钥不会显示，全部重新填一遍；订单和设置都保留',
  channel: '渠道',
  choose: '店铺开在哪个平台？',
  keys: '{{channel}} 店铺与密钥',
  shop: '店铺代码',
  shopHint: '自己取，只用小写字母、数字、- 和 _；它会出现在地址里，接入后不能改。',
  name: '店铺名称',
  nameHint: '界面上显示的名字。',
  gatewayUrl: '店铺地址',
  gatewayUrlHint: '店铺自己的网址，以 https:// 开头。',
  optional: '可不填',
  suspect: '先查这一项。',
  test: '测试',
  connect: '接入',
  renew: '换用新密钥',
  leave: '返回渠道',
  needs: '需要准备什么',
  secrets: '密钥和令牌加密保存，填进去以后不会再显示给任何人。测试不保存任何内容。',
  answer: '平台的回答',
  ok: '可以接入',
  no: '没有通过',
  untested: '填好后点「测试」：用这些密钥实际调用一次平台，看最近 10 分钟的订单。',
  asking: '正在调用平台，最多 20 秒…',
  stale: '测试之后内容改过，请再测一次。',
  okNone: '平台认可这些密钥。最近 10 分钟没有订单变动，这很正常。',
  okOrders: '平台认可这些密钥，最近 10 分钟有 {{n}} 单变动。',
  details: '平台原文',
  connected: '{{shop}} 已接入',
  renewed: '{{shop}} 已换用新密钥',
}

export const connectFault = {
  missing: '请填写。',
  code: '只能用小写字母、数字、- 和 _，最多 41 个字符。',
  address: '这个地址不能用：要平台或店铺自己的 https:// 网址。',
  wrong: '这一项不对。',
}

export const connectDoubt = {
  untested: '还没有测试过',
  untestedText: '这些密钥没有实际试过。填错了也会保存，收单会一直失败，直到换上正确的密钥。',
  failed: '测试没有通过',
  failedText: '平台刚才没有接受这些密钥。仍然接入的话，收单会失败，直到问题解决。',
  replaces: '这个店铺已经接入了',
  replacesText: '同一渠道下已有这个代码的店铺。继续会用这些密钥换掉它现在的密钥。如果是另一家店，请换一个店铺代码。',
}

/** Why a platform was not reached or said no. */
export const failureReason: Record<FailureReason, string> = {
  retry: '平台没有正常应答',
  throttled: '平台要求放慢调用',
  reauthorise: '平台不认这个授权',
  not_found: '平台上没有要找的内容',
  refused: '平台拒绝了',
  bug: '平台不接受这个请求',
  timeout: '等了很久没有应答',
  address: '这个地址不能调用',
  no_public_url: '没有设置本系统的公网地址',
  internal: '本系统内部出错',
}

/** What to do about it while connecting. */
export const connectNext: Record<FailureReason, string> = {
  retry: '多半是平台或网络暂时有问题，过一会儿再测一次。',
  throttled: '这个应用的调用太密。等一两分钟再测。',
  reauthorise: '令牌或密钥填错了、过期了，或者商家收回了授权。重新授权取得新的再填。',
  not_found: '核对店铺地址和店铺编号。',
  refused: '密钥是对的，但没有这个权限，或店铺状态不允许。在平台后台检查应用的权限和店铺状态。',
  bug: '多半是应用的 Key 或密钥填错了，签名对不上。逐字核对，注意不要多出空格。',
  timeout: '检查店铺地址和本机的网络，再测一次。',
  address: '只能填平台自己的域名，以 https:// 开头，不带端口和参数。',
  no_public_url: '没有设置本系统的公网地址（TIDEGATE_PUBLIC_URL）。',
  internal: '请把平台原文一起反馈给我们。',
}

/** What to do about it once the shop is connected. */
export const failureNext: Record<FailureReason, string> = {
  retry: '会自动重试。持续很久时看平台公告和本机网络。',
  throttled: '会按平台要求的时间等待，不用处理。经常出现时检查是否有别的系统在用同一个应用。',
  reauthorise: '需要人来处理：重新授权，然后换上新密钥。',
  not_found: '多半是内容已在平台上删除，不影响其他订单。',
  refused: '重试没有用。看平台原文，在平台后台检查权限和店铺状态。',
  bug: '重试没有用。先核对密钥；仍不行请连同平台原文反馈给我们。',
  timeout: '会自动重试。持续很久时看本机网络。',
  address: '店铺地址不能调用，换上正确的地址和密钥。',
  no_public_url: '把 TIDEGATE_PUBLIC_URL 设成平台能访问到的本系统网址并重启，才能告诉平台往哪里推送。',
  internal: '会自动重试。持续出现请连同原文反馈给我们。',
}

/** Under a channel's name while choosing. */
export const connectBrief = {
  taobao: '应用密钥 + 商家授权',
  jd: '应用密钥 + 商家授权',
  pinduoduo: '应用密钥 + 商家授权',
  douyin: '应用密钥 + 店铺 ID + 授权',
  kuaishou: '应用密钥 + 签名密钥 + 授权',
  xiaohongshu: '应用密钥 + 商家 ID + 授权',
  wechat: '店铺 AppID 和密钥',
  youzan: '应用密钥 + 店铺 ID',
  shopify: '店铺地址 + 应用或令牌',
  woocommerce: '站点地址 + REST 密钥',
}

/** What a seller prepares, from docs/channels. */
export const connectNeeds = {
  taobao:
    '淘宝开放平台（TOP）上的应用，以及商家授权后得到的 SessionKey。刷新令牌只有服务市场的应用才有；没有时到期要重新授权。消息由本系统主动连接平台接收，不用在平台填地址。',
  jd: '京东开放平台（宙斯）上的应用，以及商家授权得到的令牌。适用于 SOP 店铺（自己存货、自己发货）。京东没有公开的消息接口，订单靠轮询。',
  pinduoduo:
    '拼多多开放平台上的应用：client_id 填作 App Key，client_secret 填作 App Secret，再加商家授权得到的令牌。消息由本系统主动连接平台接收。',
  douyin:
    '抖店开放平台上的应用、店铺 ID，以及商家授权得到的访问令牌（7 天）和刷新令牌（14 天），之后自动刷新。消息推送的地址接入后显示，填到平台。',
  kuaishou:
    '快手电商开放平台上的应用。注意有两个密钥：signSecret 用于签名，App Secret 用于刷新令牌。访问令牌 48 小时，自动刷新。要收消息还需消息密钥。',
  xiaohongshu:
    '小红书开放平台上的应用：appId 填作 App Key，再加授权时一同返回的 sellerId 和令牌。消息推送的地址接入后显示，填到平台。',
  wechat:
    '微信小店自己的 AppID 和 AppSecret，不需要令牌。要把本机的出口 IP 加进同页的白名单。要收消息再填 Token 和 43 位的 EncodingAESKey，并选安全模式。',
  youzan:
    '有赞云的自用型应用：client_id、client_secret 和店铺编号（kdt_id），令牌自动获取。工具型应用要填商家授权得到的令牌。一个应用只能对应一个店铺。发顺丰要填发货人手机号。',
  shopify:
    '店铺地址（https://店名.myshopify.com）。自建应用填客户端 ID 和密钥，令牌自动获取；不过期的令牌可以不填客户端 ID。权限见文档 docs/channels/shopify.md；没有客户数据权限就收不到收件人。',
  woocommerce:
    '站点地址（必须是公网 https，固定链接不能用默认形式）和一对 REST API 密钥，权限选“读取/写入”。要收消息再建 Webhook（order.*、product.*），用同一个密钥。',
}
