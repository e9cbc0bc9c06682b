import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createGeo } from './geo.ts'
import type { Geo, GeoOptions } from './geo.ts'

const repository = join(import.meta.dirname, '../..')

/** The pack delivered with the application, built if need be by the script of the server's side: main may not import it. */
export const deliveredPack = (): string => {
  const folder = join(repository, 'out/geo')
  execFileSync(process.execPath, [join(repository, 'server/geo/build-default-pack.ts'), '--out', folder])
  return folder
}

export const deliveredGeo = (options: Partial<GeoOptions> = {}): Geo =>
  createGeo({ folders: [deliveredPack()], settings: () => ({ adressesEnLigne: false }), ...options })
