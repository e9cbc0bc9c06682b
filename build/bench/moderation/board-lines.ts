import type { BoardLine, BoardQuery } from '#shared/moderation/board.ts'
import { ALL_STRUCTURES, TRIS } from '#shared/moderation/board.ts'
import { ETATS_STRUCTURE } from '#shared/moderation/structure-state.ts'
import { entriesOf } from '#shared/reference/labels.ts'
import type { Random } from '../random.ts'

/** An invented board, and what people ask of it: the same for the same seed. */

const KINDS =
  'Mission locale,Régie de quartier,Centre social,Maison de l’emploi,Atelier d’insertion,Épicerie solidaire,Foyer,Club,PLIE,Ressourcerie,Auto-école associative,Point d’accueil'.split(
    ',',
  )
const OF =
  'du Val,de l’Étang,des Tilleuls,du Grand Pré,de la Gare,des Deux Rives,du Haut Pays,des Écoles,du Marché,de la Forêt,des Moulins,du Plateau'.split(
    ',',
  )
const PLACES =
  'Saint-Élier,Montbrun,Villefort,La Chênaie,Beaulieu,Roquevert,Pontclair,Les Essarts,Valbourg,Hautecombe,Fontgrise,Malpierre'.split(
    ',',
  )
const AROUND = '-sur-Lère,-le-Haut,-les-Bains,-en-Plaine,-la-Forêt,'.split(',')

const NEEDS = entriesOf('thematiques')
  .map(({ value }) => value)
  .filter((value) => value.includes('--'))
const TYPOLOGIES = entriesOf('typology').map(({ value }) => value)
const LABELS = entriesOf('national_labels').map(({ value }) => value)
const SOURCES = entriesOf('sources').map(({ value }) => value)
const DEPARTEMENTS = Array.from({ length: 101 }, (_, n) => String(n + 1).padStart(2, '0'))
const COMMUNES = PLACES.flatMap((place) => AROUND.map((suffix) => place + suffix))

export const boardLines = (count: number, random: Random): BoardLine[] =>
  Array.from({ length: count }, (_, n): BoardLine => {
    const departement = random.pick(DEPARTEMENTS)
    const publies = random.below(9)
    return {
      id: `dora--${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
      nom: `${random.pick(KINDS)} ${random.pick(OF)} ${random.pick(COMMUNES)}`,
      siret: random.chance(0.9) ? String(10_000_000_000_000 + random.below(89_999_999) * 1_000_003) : null,
      source: random.chance(0.8) ? 'dora' : random.pick(SOURCES),
      typologie: random.chance(0.9) ? random.pick(TYPOLOGIES) : null,
      departement,
      commune: random.pick(COMMUNES),
      code_postal: `${departement}000`,
      point: random.chance(0.9) ? [random.next() * 8 - 2, 43 + random.next() * 7] : null,
      telephone: '+33320000000',
      courriel: `accueil${n}@exemple.test`,
      resume: 'Accompagne vers l’emploi les personnes qui en sont éloignées. '.repeat(2 + random.below(2)),
      etat: random.pick(ETATS_STRUCTURE),
      moderation: random.chance(0.8) ? 'VALIDATED' : 'NEED_INITIAL_MODERATION',
      labels: random.some(LABELS, random.below(3)),
      thematiques: random.some(NEEDS, random.below(8)),
      publies,
      brouillons: random.below(3),
      actifs: publies + random.below(3),
      a_actualiser: random.below(publies + 1),
      membres: random.below(6),
      administrateurs: random.below(3),
      date_maj: `2026-${String(1 + random.below(11)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`,
      vues: random.below(2_000),
      vu: { fiche: 1, dossier: 0 },
    }
  })

/** Words are cut anywhere, as they are while one types. */
const texte = (random: Random): string => {
  if (random.chance(0.5)) return ''
  if (random.chance(0.15)) return String(10_000_000 + random.below(89_999_999))
  const words = `${random.pick(KINDS)} ${random.pick(COMMUNES)}`
  return words.slice(0, 2 + random.below(words.length - 2))
}

export const boardQuery = (random: Random): BoardQuery => ({
  ...ALL_STRUCTURES,
  texte: texte(random),
  etats: random.some(ETATS_STRUCTURE, random.below(3)),
  departements: random.some(DEPARTEMENTS, random.chance(0.5) ? 0 : 1 + random.below(4)),
  typologies: random.some(TYPOLOGIES, random.chance(0.8) ? 0 : 1 + random.below(3)),
  thematiques: random.some(NEEDS, random.chance(0.8) ? 0 : 1 + random.below(5)),
  labels: random.some(LABELS, random.chance(0.9) ? 0 : 1),
  sources: random.chance(0.9) ? [] : ['dora'],
  tri: random.pick(TRIS),
  decroissant: random.chance(0.5),
})
