import { departementOf } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { DoublonKind } from '#shared/moderation/doublon.ts'
import { normalisePhone } from '#shared/orientation/formats.ts'
import { fold } from '#shared/search/text.ts'
import { fnvNumber } from '#shared/text/fnv.ts'
import { type Name, nameOf } from './names.ts'

/** A structure or a service as it is compared: every way of writing one thing made one. */

export type Point = { readonly lat: number; readonly lon: number }

export type Sheet = {
  readonly kind: DoublonKind
  readonly id: string
  readonly source: string
  readonly nom: string
  readonly name: Name
  readonly siret: string | null
  /** Structure of a service, its identifier and its name. */
  readonly structureId: string | null
  readonly structure: Name | null
  readonly commune: string | null
  readonly communeWords: ReadonlySet<string>
  readonly codePostal: string | null
  /** Null for what has no place. */
  readonly departement: string | null
  readonly numero: string | null
  readonly rue: readonly string[]
  readonly point: Point | null
  readonly telephone: string | null
  readonly courriel: string | null
  /** Without « www. »; null for platforms where many have a page. */
  readonly site: string | null
  readonly thematiques: ReadonlySet<string>
  /** Runs of three words of the description, as numbers. */
  readonly texte: ReadonlySet<number>
  readonly remote: boolean
}

const PLATFORMS =
  /(^|\.)(facebook|instagram|linkedin|google|helloasso|wordpress|blogspot|wixsite|jimdo|gouv|pagesjaunes|rdv-\w+|doctolib)\./

/** Nine digits after the 0; short numbers, that a whole network shares, are no sign. */
const telephoneOf = (text: string | null | undefined): string | null => {
  const digits = normalisePhone(text ?? '')
  return /^0[1-79]\d{8}$/.test(digits) ? digits : null
}

const siteOf = (text: string | null | undefined): string | null => {
  const bare = (text ?? '')
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
  return !bare.includes('.') || PLATFORMS.test(`.${bare}`) ? null : bare
}

const WAYS: readonly (readonly [RegExp, string])[] = [
  [/\b(av|ave|aven)\b/g, 'avenue'],
  [/\b(bd|bld|blvd|bvd|boul)\b/g, 'boulevard'],
  [/\bpl\b/g, 'place'],
  [/\b(rte|rt)\b/g, 'route'],
  [/\b(ch|che|chem)\b/g, 'chemin'],
  [/\b(all|allees)\b/g, 'allee'],
  [/\bimp\b/g, 'impasse'],
  [/\bsq\b/g, 'square'],
  [/\bst\b/g, 'saint'],
  [/\bste\b/g, 'sainte'],
  [/\b(gal|gen)\b/g, 'general'],
  [/\bdr\b/g, 'docteur'],
  [/\b(mal|mar)\b/g, 'marechal'],
]
const KINDS_OF_WAY = new Set(
  'rue avenue boulevard place route chemin allee impasse quai square cours de du des la le les l d'.split(' '),
)

const addressOf = (text: string | null | undefined): Pick<Sheet, 'numero' | 'rue'> => {
  let folded = fold(text ?? '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  for (const [short, long] of WAYS) folded = folded.replace(short, long)
  const numero = /(?:^| )(\d{1,4})(?: ?(bis|ter|quater|b|t))?(?= |$)/.exec(folded)
  const rest = numero === null ? folded : folded.slice(numero.index + numero[0].length)
  return {
    numero: numero === null ? null : `${numero[1]}${(numero[2] ?? '').slice(0, 1)}`,
    rue: rest.split(' ').filter((word) => word !== '' && !KINDS_OF_WAY.has(word)),
  }
}

/** Where the sums of runs of words begin. */
const SEED = 0x811c9dc5
/** Beyond, more words say nothing more. */
const MOST_WORDS = 200
const runsOf = (text: string | null | undefined): ReadonlySet<number> => {
  const words = fold(text ?? '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .slice(0, MOST_WORDS)
  const runs = new Set<number>()
  for (let at = 0; at + 2 < words.length; at += 1) runs.add(fnvNumber(`${words[at]} ${words[at + 1]} ${words[at + 2]}`, SEED))
  return runs
}

const pointOf = ({ longitude, latitude }: Pick<Structure, 'longitude' | 'latitude'>): Point | null =>
  typeof longitude === 'number' && typeof latitude === 'number' ? { lat: latitude, lon: longitude } : null

const placed = (one: Structure | Service) => ({
  commune:
    one.code_insee ??
    (one.commune
      ? fold(one.commune)
          .replace(/[^a-z0-9]+/g, ' ')
          .trim()
      : null),
  communeWords: new Set(nameOf(one.commune ?? '').words),
  codePostal: one.code_postal ?? null,
  departement: departementOf(one.code_insee, one.code_postal),
  ...addressOf(one.adresse),
  point: pointOf(one),
  telephone: telephoneOf(one.telephone),
  courriel: one.courriel?.toLowerCase().trim() || null,
})

export const structureSheet = (one: Structure): Sheet => ({
  kind: 'structure',
  id: one.id,
  source: one.source,
  nom: one.nom,
  name: nameOf(one.nom),
  siret: /^\d{14}$/.test(one.siret ?? '') ? (one.siret as string) : null,
  structureId: null,
  structure: null,
  ...placed(one),
  site: siteOf(one.site_web),
  thematiques: new Set(),
  texte: runsOf(one.description),
  remote: false,
})

/** A service without a place of its own is where its structure is. */
export const serviceSheet = (one: Service, structure: Structure | null): Sheet => {
  const own = placed(one)
  const theirs = structure === null ? null : placed(structure)
  const isPlaced = own.commune !== null || own.point !== null
  return {
    kind: 'service',
    id: one.id,
    source: one.source,
    nom: one.nom,
    name: nameOf(one.nom),
    siret: /^\d{14}$/.test(structure?.siret ?? '') ? (structure?.siret as string) : null,
    structureId: one.structure_id,
    structure: structure === null ? null : nameOf(structure.nom),
    ...(isPlaced || theirs === null ? own : { ...theirs, telephone: own.telephone, courriel: own.courriel }),
    site: siteOf(one.lien_mobilisation),
    thematiques: new Set(one.thematiques ?? []),
    texte: runsOf(one.description),
    remote: (one.modes_accueil ?? []).includes('a-distance') && !(one.modes_accueil ?? []).includes('en-presentiel'),
  }
}
