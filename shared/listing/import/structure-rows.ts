import { fold } from '../../geo/fold.ts'
import { adjust } from './adjust.ts'
import { type ReadCells, text, texts } from './cells.ts'
import type { ImportContext, Known, KnownStructure } from './context.ts'
import { error, quoted } from './reading.ts'
import type { ImportRow, Say } from './row.ts'

/** Rows of a table of structures (dora-backend.md §7.7): a SIRET, its own or its parent's; a branch has no branch. */
export const createStructureRows = (context: ImportContext, known: Known) => {
  const bySiret = new Map(context.structures.flatMap((one) => (one.siret == null ? [] : [[one.siret, one] as const])))
  const branches = new Map(
    context.structures.flatMap((one) => (one.parent == null ? [] : [[`${one.parent}|${fold(one.nom)}`, one] as const])),
  )
  const seen = new Map<string, number>()

  const parentOf = (siret: string | null, own: string | null, say: Say): KnownStructure | null => {
    if (siret === null) return null
    const parent = bySiret.get(siret) ?? null
    if (siret === own) say('repere.siret_parent', error('Une structure ne peut pas être sa propre structure mère.'))
    else if (parent?.parent != null) {
      say(
        'repere.siret_parent',
        error(`${quoted(parent.nom)} est elle-même une antenne\u202f: indiquez le SIRET de sa structure mère.`),
      )
    }
    return parent
  }

  return (numero: number, { champs: read, reperes, problemes }: ReadCells, say: Say): ImportRow => {
    const { champs, notes } = adjust('structure', read)
    for (const { champ, ...note } of notes) say(champ, note)
    const [siret, siretParent, nom] = [text(champs['siret']), text(reperes['siret_parent']), text(champs['nom'])]
    // A name alone is that of a branch of the structure that the import is made from.
    const given = siret === null && siretParent === null ? (known.structureById.get(context.structure_id ?? '') ?? null) : null
    const parent = given ?? parentOf(siretParent, siret, say)
    const target =
      known.structureById.get(text(reperes['id']) ?? '') ??
      (siret === null ? undefined : bySiret.get(siret)) ??
      (siret === null && parent !== null && nom !== null ? branches.get(`${parent.id}|${fold(nom)}`) : undefined) ??
      null

    const bad = (champ: string): boolean => problemes.some((one) => one.champ === champ && one.niveau === 'erreur')
    if (
      target === null &&
      siret === null &&
      siretParent === null &&
      given === null &&
      !bad('siret') &&
      !bad('repere.siret_parent')
    ) {
      say(
        'siret',
        error('Le SIRET manque\u202f: indiquez celui de la structure, ou celui de sa structure mère pour une antenne.'),
      )
    }
    if (target === null && nom === null && !bad('nom')) say('nom', error('Le nom de la structure manque.'))

    const above = siretParent ?? given?.id ?? null
    const key = siret ?? target?.id ?? (above === null || nom === null ? null : `${above}|${fold(nom)}`)
    const before = key === null ? undefined : seen.get(key)
    if (before !== undefined)
      say('siret', error(`Cette structure figure déjà à la ligne ${before}\u202f: gardez une seule des deux lignes.`))
    else if (key !== null) seen.set(key, numero)

    const modeles: string[] = []
    for (const wanted of texts(reperes['modeles'])) {
      const found = known.modele(wanted)
      if (found !== null && found !== 'plusieurs') modeles.push(found.id)
      else
        say(
          'repere.modeles',
          error(
            `Le modèle ${quoted(wanted)} ${found === null ? 'n’existe pas, ou ne vous est pas proposé' : 'est le nom de plusieurs modèles'}.`,
          ),
        )
    }
    return {
      numero,
      champs,
      structure_id: parent?.id ?? null,
      existant: target?.id ?? null,
      ressemble: null,
      modeles: [...new Set(modeles)],
      zone: null,
      siret_parent: siretParent,
      administrateurs: texts(reperes['administrateurs']),
      problemes,
      importable: problemes.every(({ niveau }) => niveau !== 'erreur'),
    }
  }
}
