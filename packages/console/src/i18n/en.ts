import type { Messages } from './zh-cn.ts'
import { act, cancelReasons, confirm, holdReasons, outcome, releaseReasons, whyNot } from './en/act.ts'
import { list } from './en/list.ts'
import { order, fact, queue, reason, sentence } from './en/order.ts'
import { orders } from './en/orders.ts'
import { overview } from './en/overview.ts'
import {
  quarantine,
  quarantineCode,
  quarantineNext,
  quarantineEnd,
  quarantineAction,
  entrance,
  fault,
} from './en/quarantine.ts'
import { actor, age } from './en/sentences.ts'
import { signIn } from './en/session.ts'
import { brand, shell, navigation, role, connection, keys, notFound, crash, problem, loading } from './en/shell.ts'
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
} from './en/words.ts'

export const en: Messages = {
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
  order,
  fact,
  queue,
  reason,
  sentence,
  quarantine,
  quarantineCode,
  quarantineNext,
  quarantineEnd,
  quarantineAction,
  entrance,
  fault,
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
