import { matchPath } from 'react-router'
import { expect, test } from 'vitest'
import { ROUTES, paths } from './paths.ts'

test('every path of the console', () => {
  expect({
    home: paths.home(),
    orders: paths.orders(),
    ordersHeldFor: paths.ordersHeldFor('mapping', 'jd/main'),
    order: paths.order('TB202506182015330987123456'),
    stock: paths.stock(),
    sku: paths.sku('PF/01'),
    channels: paths.channels(),
    listings: paths.listings(),
    listingsToMap: paths.listingsToMap('jd', 'main'),
    listingsFound: paths.listingsFound('jd', 'main', 'A/1'),
    connect: paths.connect(),
    renewKeys: paths.renewKeys('taobao', 'main'),
    shop: paths.shop('taobao', 'main'),
    quarantine: paths.quarantine(),
    quarantineEntry: paths.quarantineEntry('700012'),
    system: paths.system(),
    quarantineOf: paths.quarantineOf('import:6月.csv'),
    imports: paths.imports(),
    importFile: paths.importFile('4103'),
    signIn: paths.signIn(),
  }).toEqual({
    home: '/',
    orders: '/orders',
    ordersHeldFor: '/orders?hold=mapping&shop=jd%2Fmain',
    order: '/orders/TB202506182015330987123456',
    stock: '/stock',
    sku: '/stock/PF%2F01',
    channels: '/channels',
    listings: '/listings',
    listingsToMap: '/listings?shop=jd%2Fmain',
    listingsFound: '/listings?view=all&shop=jd%2Fmain&search=A%2F1',
    connect: '/channels/connect',
    renewKeys: '/channels/connect?channel=taobao&shop=main',
    shop: '/channels/taobao/main',
    quarantine: '/quarantine',
    quarantineEntry: '/quarantine/700012',
    system: '/system',
    quarantineOf: '/quarantine?source=import%3A6%E6%9C%88.csv',
    imports: '/imports',
    importFile: '/imports/4103',
    signIn: '/sign-in',
  })
})

test('a typed-in number cannot leave its route', () => {
  const path = paths.order('../sign-in?token=x#y')
  expect(path).toBe('/orders/..%2Fsign-in%3Ftoken%3Dx%23y')
  expect(matchPath(ROUTES.order, path)).not.toBeNull()
  expect(matchPath(ROUTES.signIn, path)).toBeNull()
})
