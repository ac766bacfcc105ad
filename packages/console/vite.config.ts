// Builds the console to dist/, which the server serves as it is: `npx vite build packages/console`. While a page is
// being written, `npx vite packages/console` shows it on the API of a running `npm start`: open the sign-in link it
// prints, with the port of Vite's own address.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const API = process.env['TIDEGATE_API'] ?? 'http://127.0.0.1:4680'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/api': { target: API, ws: true } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined fonts or images would need data: in the policy for fonts; every asset is a file.
    assetsInlineLimit: 0,
    // React is one cached piece; the chart library is a lazy one of its own.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The contract's schemas are never validated here: without this they, and their library, are bundled for one table of paths.
      treeshake: { moduleSideEffects: [{ test: /packages[\\/]contract[\\/]/, sideEffects: false }] },
      output: {
        // A shared chunk is named after every page that shares it, which soon is longer than a file name may be.
        chunkFileNames: ({ name }) => `assets/${name.split('~', 1)[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack|i18next|react-i18next)[\\/]/,
            },
            {
              name: 'antd',
              test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+)[\\/]/,
            },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
          ],
        },
      },
    },
  },
})
