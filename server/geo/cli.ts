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
  dossier   communes.json (et epcis.json), ou communes*.tsv avec contours et couches

Codes de sortie : 0 installée · 1 échec, géographie en place intacte · 2 commande incomprise.`

const SHOWN_REFUSALS = 20

const read = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        vers: { type: 'string' },
        delivered: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch {
    // Node's own message is in English: the usage says more.
    return null
  }
}

const asked = read()
const [where] = asked?.positionals ?? []

if (asked?.values.help === true) console.log(USAGE)
else if (asked === null || where === undefined) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  const { values } = asked
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
