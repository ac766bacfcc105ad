// Chinese is written first; its shape is the type every other language must have. One file per page, its groups
// named here: a group with a name that is taken does not compile.

import { act, cancelReasons, confirm, holdReasons, outcome, releaseReasons, whyNot } from './zh-cn/act.ts'
import { imports, importState, importMode, rowOutcome, importField, rowCode, importFailure } from './zh-cn/imports.ts'
import { channels, link, shopSwitch, shopSwitchAsk } from './zh-cn/channels.ts'
import {
  connect,
  connectBrief,
  connectDoubt,
  connectFault,
  connectNeeds,
  connectNext,
  failureNext,
  failureReason,
} from './zh-cn/connect.ts'
import { list } from './zh-cn/list.ts'
import { listingMap, listings } from './zh-cn/listings.ts'
import { order, fact, queue, reason, sentence } from './zh-cn/order.ts'
import { foundBy, orders, orderSpan } from './zh-cn/orders.ts'
import { overview } from './zh-cn/overview.ts'
import {
  quarantine,
  quarantineCode,
  quarantineNext,
  quarantineEnd,
  quarantineAction,
  entrance,
  fault,
} from './zh-cn/quarantine.ts'
import { actor, age } from './zh-cn/sentences.ts'
import { backfillState, lateCause, lateCauseNote, shop, shopStep, tokenRenewal } from './zh-cn/shop.ts'
import { signIn } from './zh-cn/session.ts'
import { brand, shell, navigation, role, connection, keys, notFound, crash, problem, loading } from './zh-cn/shell.ts'
import {
  stock,
  stockQuantity,
  stockQuantityHint,
  stockView,
  stockSort,
  stockFact,
  adjustReasons,
  movement,
} from './zh-cn/stock.ts'
import { system, systemConcern, systemPart, settingSource, shopState } from './zh-cn/system.ts'
import {
  channel,
  stage,
  stageNext,
  hold,
  holdNext,
  event,
  payment,
  platformState,
  leg,
  fulfillmentState,
} from './zh-cn/words.ts'

export const zhCN = {
  brand,
  shell,
  navigation,
  role,
  connection,
  keys,
  notFound,
  crash,
  problem,
  loading,
  list,
  confirm,
  act,
  holdReasons,
  releaseReasons,
  cancelReasons,
  outcome,
  whyNot,
  overview,
  orders,
  orderSpan,
  foundBy,
  order,
  fact,
  queue,
  reason,
  sentence,
  imports,
  importState,
  importMode,
  rowOutcome,
  importField,
  rowCode,
  importFailure,
  quarantine,
  quarantineCode,
  quarantineNext,
  quarantineEnd,
  quarantineAction,
  entrance,
  fault,
  stock,
  stockQuantity,
  stockQuantityHint,
  stockView,
  stockSort,
  stockFact,
  adjustReasons,
  movement,
  system,
  systemConcern,
  systemPart,
  settingSource,
  shopState,
  listings,
  listingMap,
  channels,
  link,
  shopSwitch,
  shopSwitchAsk,
  connect,
  connectBrief,
  connectDoubt,
  connectFault,
  connectNeeds,
  connectNext,
  failureNext,
  failureReason,
  backfillState,
  lateCause,
  lateCauseNote,
  shop,
  shopStep,
  tokenRenewal,
  signIn,
  channel,
  stage,
  stageNext,
  hold,
  holdNext,
  event,
  payment,
  platformState,
  leg,
  fulfillmentState,
  actor,
  age,
}

export type Messages = typeof zhCN
