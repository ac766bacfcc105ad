// What one process may do. A small installation does all of it in one; a large one starts more
// processes with some of it each. Correctness does not depend on the choice (docs: one door, row locks).

export const ROLES = ['intake', 'engine', 'http', 'schedule'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_SENTENCES: Record<Role, string> = {
  intake:
    'polls the channels and imports files; one process at a time holds the lease of a shop or a file, others stand by',
  engine: 'does the work that time and stock changes owe to orders, once a second',
  http: 'serves the API and the console',
  schedule: 'prepares the coming months of the timeline, once a day',
}
