// Ways to lose what was set aside.

import type { Corruption } from './corruption.ts'

export const QUARANTINE_CORRUPTIONS: readonly Corruption[] = [
  {
    id: 'I8b',
    what: 'a replayed row whose order is gone',
    edit: `update quarantine set platform_order_id = 'P999' where id = 801`,
    subject: 'quarantine 801',
    detail: 'order taobao/north/P999 does not exist',
  },
  {
    id: 'I8b',
    what: 'a row that names an order nobody has',
    edit: `update quarantine set order_numbers = array['TB106', 'TB999'] where id = 801`,
    subject: 'quarantine 801',
    detail: 'names order TB999',
  },
  {
    id: 'I8c',
    what: 'a row ended by nobody on record',
    edit: `update quarantine set resolved_at = now(), resolved_as = 'discarded', resolved_by = 'user:9' where id = 800`,
    subject: 'quarantine 800',
    detail: 'ended as discarded by user:9',
  },
  {
    id: 'I8c',
    what: 'an action on a row that is gone',
    edit: `delete from quarantine where id = 801`,
    subject: 'quarantine 801',
    detail: 'does not exist',
  },
]
