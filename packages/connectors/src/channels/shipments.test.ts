// Effective once, even on a platform that would take the same parcel twice.

import { expect, test } from 'vitest'
import { ChannelError } from './channel.ts'
import { confirmOnce } from './shipments.ts'
import type { ConfirmOutcome, Parcel, ShipmentConfirming } from './shipments.ts'

const never = new AbortController().signal
const PARCEL: Parcel = { platformOrderId: '1', carrier: 'sf', trackingNumber: 'T1', lines: null, key: 'k' }
const cut = (): ChannelError => new ChannelError('retry', 'deadline', { message: 'no answer' })

interface Platform extends ShipmentConfirming {
  parcels: string[]
  /** What happens to the next answers of each call; taken one by one. */
  confirms: ('cut before' | 'cut after' | 'already')[]
  reads: 'cut'[]
}

function platform(): Platform {
  const parcels: string[] = []
  const confirms: Platform['confirms'] = []
  const reads: Platform['reads'] = []
  return {
    parcels,
    confirms,
    reads,
    splits: 'none',
    carrierCodes: { sf: 'SF' },
    async confirm({ trackingNumber }): Promise<ConfirmOutcome> {
      const fate = confirms.shift()
      if (fate === 'cut before') throw cut()
      if (fate === 'already') return { outcome: 'already_shipped' }
      parcels.push(trackingNumber)
      if (fate === 'cut after') throw cut()
      return { outcome: 'confirmed' }
    },
    async read() {
      if (reads.shift() === 'cut') throw cut()
      return parcels.map((trackingNumber) => ({ trackingNumber, carrierCode: 'SF', shippedAt: null, lines: null }))
    },
  }
}
const attempt = (shipments: Platform, isRepeat = false): Promise<ConfirmOutcome> =>
  confirmOnce(shipments, { parcel: PARCEL, isRepeat }, never)

test('an answer cut off after it went through is settled by looking', async () => {
  const shipments = platform()
  shipments.confirms.push('cut after')
  expect(await attempt(shipments)).toEqual({ outcome: 'confirmed' })
  expect(shipments.parcels).toEqual(['T1'])
})

test('one cut off before is tried again by the caller, and the repeat asks first', async () => {
  const shipments = platform()
  shipments.confirms.push('cut before', 'cut after')
  await expect(attempt(shipments)).rejects.toMatchObject({ kind: 'retry' })
  expect(await attempt(shipments, true)).toEqual({ outcome: 'confirmed' })
  expect(await attempt(shipments, true)).toEqual({ outcome: 'confirmed' })
  expect(shipments.parcels).toEqual(['T1'])
})

test('while the platform does not tell, nothing is sent', async () => {
  const shipments = platform()
  shipments.confirms.push('cut after')
  shipments.reads.push('cut', 'cut')
  await expect(attempt(shipments)).rejects.toMatchObject({ kind: 'retry' })
  await expect(attempt(shipments, true)).rejects.toMatchObject({ kind: 'retry' })
  expect(await attempt(shipments, true)).toEqual({ outcome: 'confirmed' })
  expect(shipments.parcels).toEqual(['T1'])
})

test('already shipped by this parcel is confirmed, by another is told', async () => {
  const shipments = platform()
  shipments.confirms.push('already')
  expect(await attempt(shipments)).toEqual({ outcome: 'already_shipped' })
  shipments.parcels.push('T1')
  shipments.confirms.push('already')
  expect(await attempt(shipments)).toEqual({ outcome: 'confirmed' })
})
