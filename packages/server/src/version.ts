import manifest from '../package.json' with { type: 'json' }

/** Written into every batch, so that a decision can be replayed by the code that made it. */
export const CODE_VERSION: string = manifest.version
