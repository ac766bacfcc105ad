// The table of contents of the console.

import { createBrowserRouter } from 'react-router'
import { AppShell } from './components/AppShell.tsx'
import { PageCrash } from './components/PageCrash.tsx'
import { PageLoading } from './components/PageLoading.tsx'
import { OverviewPage } from './pages/overview/OverviewPage.tsx'
import { ROUTES } from './paths.ts'

export function createRouter() {
  return createBrowserRouter([
    {
      HydrateFallback: PageLoading,
      ErrorBoundary: PageCrash,
      children: [
        {
          path: ROUTES.signIn,
          lazy: async () => ({ Component: (await import('./pages/session/SignInPage.tsx')).SignInPage }),
        },
        {
          Component: AppShell,
          children: [
            {
              ErrorBoundary: PageCrash,
              children: [
                { path: ROUTES.home, Component: OverviewPage },
                {
                  path: ROUTES.orders,
                  lazy: async () => ({ Component: (await import('./pages/orders/OrdersPage.tsx')).OrdersPage }),
                },
                {
                  path: ROUTES.order,
                  lazy: async () => ({ Component: (await import('./pages/order/OrderPage.tsx')).OrderPage }),
                },
                {
                  path: ROUTES.stock,
                  lazy: async () => ({ Component: (await import('./pages/stock/StockPage.tsx')).StockPage }),
                },
                {
                  path: ROUTES.sku,
                  lazy: async () => ({ Component: (await import('./pages/sku/SkuPage.tsx')).SkuPage }),
                },
                {
                  path: ROUTES.channels,
                  lazy: async () => ({ Component: (await import('./pages/channels/ChannelsPage.tsx')).ChannelsPage }),
                },
                {
                  path: ROUTES.listings,
                  lazy: async () => ({ Component: (await import('./pages/listings/ListingsPage.tsx')).ListingsPage }),
                },
                {
                  path: ROUTES.connect,
                  lazy: async () => ({ Component: (await import('./pages/connect/ConnectPage.tsx')).ConnectPage }),
                },
                {
                  path: ROUTES.shop,
                  lazy: async () => ({ Component: (await import('./pages/shop/ShopPage.tsx')).ShopPage }),
                },
                {
                  path: ROUTES.quarantine,
                  lazy: async () => ({
                    Component: (await import('./pages/quarantine/QuarantinePage.tsx')).QuarantinePage,
                  }),
                },
                {
                  path: ROUTES.quarantineEntry,
                  lazy: async () => ({
                    Component: (await import('./pages/quarantine-entry/QuarantineEntryPage.tsx')).QuarantineEntryPage,
                  }),
                },
                {
                  path: ROUTES.system,
                  lazy: async () => ({ Component: (await import('./pages/system/SystemPage.tsx')).SystemPage }),
                },
                {
                  path: ROUTES.imports,
                  lazy: async () => ({ Component: (await import('./pages/imports/ImportsPage.tsx')).ImportsPage }),
                },
                {
                  path: ROUTES.import,
                  lazy: async () => ({ Component: (await import('./pages/import/ImportPage.tsx')).ImportPage }),
                },
                {
                  path: '*',
                  lazy: async () => ({ Component: (await import('./pages/not-found/NotFoundPage.tsx')).NotFoundPage }),
                },
              ],
            },
          ],
        },
      ],
    },
  ])
}
