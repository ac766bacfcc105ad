// House rules about who may depend on whom. What a package may import from our other packages is
// lint (.oxlintrc.json); that it declares what it imports is checked here.
import { builtinModules } from 'node:module'
import { type File, isCode, isTest, type Rule } from './files.ts'

type Manifest = Partial<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies', object>
>

export const importsAreDeclared: Rule = (files) =>
  files.filter(isCode).flatMap((file) => {
    const declared = declaredFor(files, file)
    const missing = importedPackages(file).filter((name) => !declared.has(name))
    return missing.map((name) => `${file.path}: imports ${name}: declare it in the package.json of its package`)
  })

export const domainHasNoDependencies: Rule = (files) => {
  const names = declaredIn(files, 'packages/domain/package.json')
  return names.map((name) => `packages/domain/package.json: ${name}: domain depends on nothing; pass values in instead`)
}

function declaredFor(files: File[], file: File): Set<string> {
  const folder = /^packages\/[^/]+\//.exec(file.path)?.[0] ?? ''
  const own = declaredIn(files, `${folder}package.json`)
  // Test tools are declared once, at the root; folders named testing are what tests share.
  const tools =
    isTest(file) || file.path.includes('/testing/') || file.path.endsWith('.config.ts')
      ? declaredIn(files, 'package.json')
      : []
  return new Set([...own, ...tools])
}

function declaredIn(files: File[], path: string): string[] {
  const manifest = JSON.parse(files.find((file) => file.path === path)?.text ?? '{}') as Manifest
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
}

const SPECIFIER =
  /^\s*(?:import|export|\})\s?(?:[^'"`;]*?\bfrom\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/gm

function importedPackages({ text }: File): string[] {
  const specifiers = [...text.matchAll(SPECIFIER)].map((match) => match[1] ?? match[2] ?? '')
  const bare = specifiers.filter((specifier) => /^[@\w]/.test(specifier) && !isBuiltin(specifier))
  return [...new Set(bare.map(packageName))]
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
