// The suffix of a test file is its kind; each kind is a project: `vitest --project unit`.
import { defineConfig } from 'vitest/config'
import { LongTestsFirst } from './tools/long-tests-first.ts'

const SPECIAL = ['**/*.http.test.ts', '**/*.property.test.ts', '**/*.pg.test.ts']
/** Our smallest machine has two cores, and left alone vitest keeps one of them for itself. */
const WORKERS = 2
/** Files of these kinds leave nothing behind, so they share what is loaded: loading took half of their time. */
const SHARED = { maxWorkers: WORKERS, isolate: false }
const database = { globalSetup: ['tools/test-server.ts'], sequence: { groupOrder: 1 } }

export default defineConfig({
  test: {
    sequence: { sequencer: LongTestsFirst },
    // Kinds run one after the other: a database or a browser beside them would make timings a lottery.
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          exclude: SPECIAL,
          // A machine shared by many is slow at times; a test that hangs is found all the same.
          testTimeout: 30_000,
          ...SHARED,
        },
      },
      {
        test: {
          name: 'http',
          include: ['packages/*/src/**/*.http.test.ts'],
          testTimeout: 30_000,
          ...SHARED,
        },
      },
      {
        test: {
          name: 'property',
          include: ['packages/*/src/**/*.property.test.ts'],
          testTimeout: 60_000,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          ...database,
          name: 'pg',
          include: ['packages/*/src/**/*.pg.test.ts', 'tools/**/*.pg.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          ...database,
          name: 'e2e',
          include: ['packages/*/src/**/*.e2e.ts', 'packages/*/e2e/**/*.e2e.ts', 'tools/**/*.e2e.ts'],
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
