// Carriers are numbers of the platform's own, which it tells by name. They are asked for once.

import type { Carrier } from '../carriers.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { YouzanClient } from './client.ts'

const API = 'youzan.logistics.express.get/3.0.0'
const COMPANIES_MAX = 2_000

/** How a name begins. Several companies may share it ("中通快递", "中通快运"): the parcel carrier is meant. */
export const CARRIER_NAMES = {
  yto: '圆通',
  sf: '顺丰',
  zto: '中通',
  sto: '申通',
  yunda: '韵达',
  jtexpress: '极兔',
  jd: '京东',
  ems: 'EMS',
  deppon: '德邦',
} as const satisfies Partial<Record<Carrier, string>>

const ENDINGS = ['快递', '速递', '速运', ''] as const

export class CarrierBook {
  private readonly client: YouzanClient
  private companies: Map<string, string> | null = null

  constructor(client: YouzanClient) {
    this.client = client
  }

  /** The platform's number of a carrier; null where it knows none of that name. */
  async numberOf(name: string, signal: AbortSignal): Promise<string | null> {
    this.companies ??= await readCompanies(this.client, signal)
    const { companies } = this
    const plain = ENDINGS.map((ending) => companies.get(name + ending)).find((id) => id !== undefined)
    return plain ?? null
  }
}

async function readCompanies(client: YouzanClient, signal: AbortSignal): Promise<Map<string, string>> {
  const data = await client.data(API, {}, signal)
  const companies = requireFields(() => {
    const envelope = new ObjectReader(data, 'data')
    const rows = envelope.optionalList('allExpress', COMPANIES_MAX) ?? failField('data.allExpress', 'a list', undefined)
    return rows.map((row) => {
      const company = new ObjectReader(row, 'allExpress')
      return [company.text('name'), company.digits('id')] as const
    })
  })
  return new Map(companies)
}
