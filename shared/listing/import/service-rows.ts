import { adjust } from './adjust.ts'
import { type ReadCells, text } from './cells.ts'
import type { ImportContext, Known } from './context.ts'
import { createDuplicates } from './duplicates.ts'
import { error, quoted } from './reading.ts'
import type { ImportRow, Say } from './row.ts'
import { ZONE_TYPES, zoneAround, type ZoneType } from './zone.ts'

const zoneType = (value: unknown): ZoneType | null => ZONE_TYPES.find((one) => one.value === value)?.value ?? null

const structureOf = (said: string | null, context: ImportContext, known: Known, say: Say): string | null => {
  const champ = 'repere.structure'
  if (said === null) {
    const given = context.structure_id ?? null
    if (given === null) say(champ, error('La structure manque\u202f: indiquez son SIRET ou son identifiant.'))
    return given
  }
  const found = known.structure(said)
  if (found === 'plusieurs') say(champ, error(`Plusieurs structures portent le nom ${quoted(said)}\u202f: indiquez un SIRET.`))
  else if (found === null)
    say(champ, error(`La structure ${quoted(said)} n’est pas parmi les vôtres. Indiquez son SIRET ou son identifiant.`))
  else return found.id
  return null
}

/** Rows of a table of services, one after the other: each is compared with those before it. */
export const createServiceRows = (context: ImportContext, known: Known) => {
  const duplicate = createDuplicates(context.services)
  const services = new Map(context.services.map((one) => [one.id, one]))

  return (numero: number, { champs: read, reperes, problemes }: ReadCells, say: Say): ImportRow => {
    const { champs: adjusted, notes } = adjust('service', read)
    for (const { champ, ...note } of notes) say(champ, note)
    const champs: Record<string, (typeof adjusted)[string]> = { ...adjusted }

    const target = services.get(text(reperes['id']) ?? '') ?? null
    const said = text(reperes['structure'])
    const structure = said === null && target !== null ? target.structure_id : structureOf(said, context, known, say)

    const wanted = text(reperes['modele'])
    const modele = wanted === null ? null : known.modele(wanted)
    if (wanted !== null && (modele === null || modele === 'plusieurs')) {
      const why =
        modele === null
          ? 'n’existe pas, ou ne vous est pas proposé'
          : 'est le nom de plusieurs modèles\u202f: indiquez son identifiant'
      say('repere.modele', error(`Le modèle ${quoted(wanted)} ${why}.`))
    }
    const model = modele === null || modele === 'plusieurs' ? null : modele

    const nom = text(champs['nom']) ?? model?.nom ?? target?.nom ?? null
    const badName = problemes.some(({ champ }) => champ === 'nom')
    if (nom === null && !badName) say('nom', error('Le titre du service manque.'))

    const type = zoneType(reperes['zone'])
    const around = type === null || champs['zone_eligibilite'] !== undefined ? null : zoneAround(type, text(champs['code_insee']))
    if (around !== null) champs['zone_eligibilite'] = around

    let ressemble: string | null = null
    if (nom !== null && structure !== null) {
      // What a row does not say of the service it changes stays as it is.
      const kept = (champ: 'courriel' | 'adresse' | 'code_postal'): string | null =>
        text(champs[champ]) ?? target?.[champ] ?? null
      const described = {
        structure_id: structure,
        nom,
        modele: model?.id ?? target?.modele ?? null,
        courriel: kept('courriel'),
        adresse: kept('adresse'),
        code_postal: kept('code_postal'),
      }
      const found = duplicate(described, numero, target)
      ressemble = found.ressemble
      if (found.note !== null) say('nom', found.note)
    }
    return {
      numero,
      champs,
      structure_id: structure,
      existant: target?.id ?? null,
      ressemble,
      modeles: model === null ? [] : [model.id],
      zone: champs['zone_eligibilite'] === undefined ? type : null,
      siret_parent: null,
      administrateurs: [],
      problemes,
      importable: problemes.every(({ niveau }) => niveau !== 'erreur'),
    }
  }
}
