// The door's threshold: what comes in with receiver data in clear leaves here sealed, keyed and
// numbered. Runs before the transaction, so the CPU it costs is spent while the database works.

import { randomUUID } from 'node:crypto'
import { CHANNEL_CODES, orderKeyText, orderNumber } from '@tidegate/domain'
import type {
  Command,
  Instant,
  OrderKey,
  OrderSnapshot,
  Receiver,
  RecordHistory,
  RecordOrder,
  SealedCommand,
  SealedReceiver,
} from '@tidegate/domain'
import type { Vault } from '../privacy/vault.ts'
import { plantedBug } from './planted-bugs.ts'

export function sealCommand(vault: Vault, command: Command): SealedCommand {
  if (command.kind === 'record_order') return sealRecordOrder(vault, command)
  return command.kind === 'record_history' ? sealRecordHistory(vault, command) : command
}

/** History names nobody, so only its content and its number are keyed. */
function sealRecordHistory(vault: Vault, command: RecordHistory): SealedCommand {
  const { key, history } = command
  return {
    ...command,
    contentHash: vault.pseudonym('content', JSON.stringify({ key, history })),
    number: numberOf(vault, { key, placedAt: history.placedAt }, 0),
  }
}

function sealRecordOrder(vault: Vault, command: RecordOrder): SealedCommand {
  const snapshot = plantedBug('no_deduplication') ? neverSeenBefore(command.snapshot) : command.snapshot
  return {
    ...command,
    snapshot: { ...snapshot, receiver: snapshot.receiver === null ? null : sealReceiver(vault, snapshot.receiver) },
    contentHash: vault.pseudonym('content', JSON.stringify(snapshot)),
    number: numberOf(vault, snapshot, 0),
  }
}

/** A natural key of its own for every message: what planting `no_deduplication` undoes. */
function neverSeenBefore(snapshot: OrderSnapshot): OrderSnapshot {
  return { ...snapshot, key: { ...snapshot.key, platformOrderId: `${snapshot.key.platformOrderId}#${randomUUID()}` } }
}

interface Numbered {
  key: OrderKey
  placedAt: Instant
}

/** The order's number; a higher probe gives another one where two orders met on the same digits. */
export function numberOf(vault: Vault, order: Numbered, probe: number): string {
  const { key, placedAt } = order
  if (!(key.channel in CHANNEL_CODES)) throw new RangeError(`unknown channel ${key.channel}`)
  return orderNumber(key.channel, placedAt, vault.numberHash(orderKeyText(key), probe))
}

function sealReceiver(vault: Vault, receiver: Receiver): SealedReceiver {
  const { province, city, district, masked, buyer } = receiver
  const phone = masked ? '' : receiver.phone.replaceAll(/\D/g, '')
  return {
    province,
    city,
    district,
    masked,
    plain: JSON.stringify(receiver),
    place: null,
    buyerPseudonym: buyer === '' ? null : vault.pseudonym('buyer', buyer),
    // Masked text is never matched: many people share 138****1234.
    phonePseudonym: phone === '' ? null : vault.pseudonym('phone', phone),
    phoneLast4Pseudonym: phone === '' ? null : vault.pseudonym('phone_last4', phone.slice(-4)),
    mergePseudonym: mergePseudonym(vault, receiver, phone),
  }
}

/** Same receiver and address: by the channel's token where it masks, else by the plaintext itself. */
function mergePseudonym(vault: Vault, receiver: Receiver, phone: string): string | null {
  if (receiver.token !== null) return vault.pseudonym('merge', `token:${receiver.token}`)
  if (receiver.masked || phone === '') return null
  const { name, province, city, district, address } = receiver
  return vault.pseudonym('merge', [name, phone, province, city, district, address].join('\u0000'))
}
