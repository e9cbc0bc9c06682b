import { readFileSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join, relative } from 'node:path'

/**
 * `/widget/v1/dora.js`: the sources of `browser/`, and the few of `shared` that they need, as one module. Node strips their types as
 * it does ours; each module becomes a function, so that one file holds them all: one request, one address, never two versions mixed.
 * The code is held to what this understands (named imports and exports of constants and functions); anything else throws.
 */

const ROOT = join(import.meta.dirname, '..', '..')
const ENTRY = join(import.meta.dirname, 'browser', 'dora.ts')

const IMPORT = /^import\s*\{([^}]*)\}\s*from\s*'([^']+)'[ \t]*$/gm
const EXPORT = /^export (?=(?:const|function|class|async function) ([\w$]+))/gm

/** Where an import leads: beside its file, or in `shared`. */
const fileOf = (specifier: string, from: string): string => {
  const file = specifier.startsWith('#shared/') ? join(ROOT, specifier.slice(1)) : join(dirname(from), specifier)
  const place = relative(ROOT, file).replaceAll('\\', '/')
  if (!/^(server\/widget\/browser|shared)\/[\w/-]+\.ts$/.test(place)) throw new Error(`the widget cannot import ${specifier}`)
  return file
}

export type ReadSource = (file: string) => string

/** @param read source of a file. Throws an Error for what cannot be made one module. */
export const linkScript = (entry: string = ENTRY, read: ReadSource = (file) => readFileSync(file, 'utf8')): string => {
  const names = new Map<string, string>()
  const parts: string[] = []
  const add = (file: string): string => {
    const known = names.get(file)
    if (known === '') throw new Error(`the widget goes round in circles by ${relative(ROOT, file)}`)
    if (known !== undefined) return known
    names.set(file, '')
    const exported: string[] = []
    const body = nodeModule
      .stripTypeScriptTypes(read(file))
      .replace(IMPORT, (_, list: string, specifier: string) => {
        const wanted = list.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
        if (wanted.some((one) => !/^[\w$]+$/.test(one))) throw new Error(`an import is renamed in ${relative(ROOT, file)}`)
        return wanted.length === 0 ? '' : `const { ${wanted.join(', ')} } = ${add(fileOf(specifier, file))}`
      })
      .replace(EXPORT, (_, name: string) => {
        exported.push(name)
        return ''
      })
    if (/^(import|export)\b(?!\.)/m.test(body))
      throw new Error(`an import or export is not understood in ${relative(ROOT, file)}`)
    const name = `m${parts.length}`
    // Lines left empty by what was stripped say nothing to anyone.
    const text = body.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n')
    parts.push(`const ${name} = (() => {\n${text.trim()}\nreturn { ${exported.join(', ')} }\n})()`)
    names.set(file, name)
    return name
  }
  add(entry)
  return `${parts.join('\n\n')}\n`
}
