import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { deskFolder } from '#shared/desk-folder.ts'
import { buildDefaultPack } from './build-default-pack.ts'
import { install } from './install.ts'
import { readSource } from './source.ts'

/** `npm run geo -- <dossier|fichier|adresse>`: replaces the delivered geography by official data. */

const USAGE = `Usage : npm run geo -- <dossier|fichier|adresse> [--vers <dossier de données>]
  adresse   base de geo.api.gouv.fr (par exemple https://geo.api.gouv.fr), ou adresse d’une liste communes.json
  fichier   liste de communes au format de geo.api.gouv.fr (.json), ou tabulaire (.tsv)
  dossier   communes.json (et epcis.json), ou communes*.tsv avec contours et couches`

const SHOWN_REFUSALS = 20

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { vers: { type: 'string' }, delivered: { type: 'string' } },
})
const [where] = positionals

if (where === undefined) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  try {
    const delivered = resolve(values.delivered ?? join(import.meta.dirname, '../../out/geo'))
    await buildDefaultPack(delivered)
    const source = await readSource(where)
    const target = join(values.vers ?? deskFolder({ platform: process.platform, env: process.env, home: homedir() }), 'geo')
    for (const { origine, raison } of source.gathered.refus.slice(0, SHOWN_REFUSALS))
      console.warn(`  refusée : ${origine}, ${raison}`)
    if (source.gathered.refus.length > SHOWN_REFUSALS)
      console.warn(`  … et ${source.gathered.refus.length - SHOWN_REFUSALS} autres`)
    const report = await install(target, delivered, source)
    console.log(`Géographie installée dans ${target}
  communes lues : ${report.lues}, retenues : ${report.retenues}, refusées : ${report.refusees}
  positions précisées : ${report.precisees}, communes conservées de la géographie livrée : ${report.conservees}
  couches et contours : ${source.files.size}
Relancez l’application pour l’utiliser.`)
  } catch (error) {
    console.error(
      `Échec : ${error instanceof Error ? error.message : String(error)}. La géographie en place n’a pas été modifiée.`,
    )
    process.exitCode = 1
  }
}
