import type { Structure } from '#shared/catalogue/record.ts'
import { MODERATION_STATUSES } from '#shared/reference/dora.ts'
import { LABELS_NATIONAUX } from '#shared/reference/labels-nationaux.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { TYPOLOGIES } from '#shared/reference/typologies.ts'
import { fictitiousEmail, fictitiousPhone, fictitiousSiret, fictitiousSite, slugOf } from './contacts.ts'
import { daysBefore, listingAge } from './dates.ts'
import { FREE_HOURS, OPENING_HOURS } from './hours.ts'
import { inventedName, NETWORKS, type Network } from './networks.ts'
import type { DemoPlace } from './places.ts'
import type { Random } from './random.ts'

export const SOURCE_DORA = 'demonstration'
/** Stands for the other producers of data·inclusion, whose listings have no `dora` block. */
export const SOURCES_OTHER = ['demonstration-reseau', 'demonstration-territoire'] as const

/** An invented structure with what its services need to be consistent with it. */
export type DemoStructure = {
  readonly record: Structure
  readonly place: DemoPlace
  readonly network: Network
  readonly slug: string
}

const WEIGHTED = NETWORKS.flatMap((network) => Array.from({ length: network.weight }, () => network))

const DESCRIPTIONS = [
  'Structure imaginaire créée pour la démonstration. L’équipe accueille, informe et oriente les habitants du territoire, avec ou sans rendez-vous.',
  'Structure imaginaire créée pour la démonstration. Salariés et bénévoles y accompagnent chaque année plusieurs centaines de personnes vers l’emploi et l’autonomie.',
  'Structure imaginaire créée pour la démonstration. Elle travaille avec les communes, le Département et les associations voisines pour lever les freins à l’insertion.',
  'Structure imaginaire créée pour la démonstration. Un lieu ouvert, un accueil inconditionnel et des professionnels formés à l’écoute.',
] as const

const pad = (index: number): string => String(index + 1).padStart(6, '0')

/** The first structures go through the lists one value at a time, so that even a small catalogue holds every value. */
const reseauxOf = (random: Random, index: number, network: Network): string[] => {
  const cycled = RESEAUX_PORTEURS[index]?.value
  const own = network.reseaux.length > 0 && random.chance(0.85) ? [...network.reseaux] : []
  return cycled === undefined ? own : [...new Set([cycled, ...own])]
}

/**
 * `index` counts all structures, `heads` those that are no branch.
 * `parent` makes the structure a branch (« antenne ») of another. `place` is shared when several structures live at one address.
 */
export const inventStructure = (
  random: Random,
  index: number,
  heads: number,
  today: string,
  place: DemoPlace,
  parent: DemoStructure | null,
): DemoStructure => {
  const network = parent?.network ?? random.pick(WEIGHTED)
  const base = parent?.record.nom ?? `${random.pick(network.prefixes)} ${inventedName(index)}`
  const nom = (parent === null ? base : `${base} – antenne de ${place.commune}`).slice(0, 150)
  const slug = slugOf(`${inventedName(index)}-${index + 1}`)
  const isDora = parent === null ? heads % 3 === 0 : parent.record.dora !== undefined
  const reseaux = reseauxOf(random, index, network)
  const record: Structure = {
    source: isDora ? SOURCE_DORA : random.pick(SOURCES_OTHER),
    id: `demonstration--structure-${pad(index)}`,
    nom,
    date_maj: daysBefore(today, listingAge(random)),
    description: random.chance(0.92) ? random.pick(DESCRIPTIONS) : null,
    lien_source: isDora ? fictitiousSite(`structures/${slug}`) : null,
    siret: random.chance(0.8) ? fictitiousSiret(random) : null,
    commune: place.commune,
    code_postal: place.code_postal,
    code_insee: place.code_insee,
    adresse: place.adresse,
    complement_adresse: random.chance(0.12)
      ? random.pick(['Bâtiment B', '1er étage', 'Maison des associations', 'Entrée par la cour'])
      : null,
    longitude: place.longitude,
    latitude: place.latitude,
    telephone: random.chance(0.88) ? fictitiousPhone(random) : null,
    courriel: random.chance(0.8) ? fictitiousEmail(random, slug) : null,
    site_web: random.chance(0.6) ? fictitiousSite(slug) : null,
    horaires_accueil: random.chance(0.7) ? random.pick(random.chance(0.93) ? OPENING_HOURS : FREE_HOURS) : null,
    accessibilite_lieu: random.chance(0.25) ? fictitiousSite(`accessibilite/${slug}`) : null,
    reseaux_porteurs: reseaux.length > 0 ? reseaux : null,
  }
  if (!isDora) return { record, place, network, slug }
  const cycle = Math.floor(heads / 3)
  const dora: NonNullable<Structure['dora']> = {
    short_desc: 'Structure imaginaire, pour la démonstration.',
    typology: (parent === null ? TYPOLOGIES[cycle]?.value : undefined) ?? network.typology,
    moderation_status: random.chance(0.85) ? 'VALIDATED' : random.pick(MODERATION_STATUSES).value,
    national_labels: [LABELS_NATIONAUX[cycle]?.value].filter((label) => label !== undefined),
    ...(parent === null ? {} : { parent: parent.record.id }),
    ...(random.chance(0.02) && parent === null ? { is_obsolete: true } : {}),
    ...(random.chance(0.05) ? { disable_orientation_form: true } : {}),
    ...(random.chance(0.15) ? { opening_hours_details: 'Fermé pendant les vacances de fin d’année' } : {}),
    ...(random.chance(0.1) ? { other_labels: ['Label démonstration'] } : {}),
  }
  return { record: { ...record, dora }, place, network, slug }
}
