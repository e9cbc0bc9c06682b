import type { Service } from '#shared/catalogue/record.ts'
import { FUNDING_LABELS, UPDATE_FREQUENCIES } from '#shared/reference/dora.ts'
import { ACCESS_CONDITIONS, CREDENTIALS, REQUIREMENTS } from '#shared/reference/suggested-choices.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { fictitiousEmail, fictitiousPhone, fictitiousSite } from './contacts.ts'
import { daysBefore, listingAge } from './dates.ts'
import { FREE_HOURS, OPENING_HOURS } from './hours.ts'
import type { DemoPlace } from './places.ts'
import type { Random } from './random.ts'
import { type DemoStructure, SOURCE_DORA, SOURCES_OTHER } from './structures.ts'
import { AIMS, CONDITIONS, FEES, FORMS, LISTS, MOBILISATION, PRACTICAL, PUBLICS_DETAILS, UNFOLDING } from './texts/common.ts'
import { FAMILLE_NUMERIQUE } from './texts/famille-numerique.ts'
import type { NeedTexts } from './texts/need.ts'
import { QUOTIDIEN } from './texts/quotidien.ts'
import { SANTE_LIEN } from './texts/sante-lien.ts'
import { TRAVAIL } from './texts/travail.ts'
import { VIE } from './texts/vie.ts'

export const NEED_TEXTS: readonly NeedTexts[] = [...TRAVAIL, ...QUOTIDIEN, ...FAMILLE_NUMERIQUE, ...VIE, ...SANTE_LIEN]

const byCategory = new Map<string, NeedTexts[]>()
for (const need of NEED_TEXTS) {
  const category = categoryOf(need.besoin)
  byCategory.set(category, [...(byCategory.get(category) ?? []), need])
}

/** The first services go through the needs one by one; the others follow what their structure usually does. */
const needOf = (random: Random, index: number, categories: readonly string[]): NeedTexts => {
  const cycled = NEED_TEXTS[index]
  if (cycled !== undefined) return cycled
  if (random.chance(0.12)) return random.pick(NEED_TEXTS)
  // The square favours the first categories of the network.
  const category = categories[Math.floor(random.next() ** 2 * categories.length)]
  return random.pick(byCategory.get(category ?? '') ?? NEED_TEXTS)
}

const describe = (random: Random, need: NeedTexts): string => {
  if (random.chance(0.03)) return `${random.pick(need.titres)} : nous contacter.`
  const paragraphs = [random.sample(need.contenus, random.int(1, 3)).join(' ')]
  paragraphs.push([random.pick(UNFOLDING), random.chance(0.6) ? random.pick(AIMS) : ''].filter(Boolean).join(' '))
  if (random.chance(0.25)) paragraphs.push(random.pick(LISTS))
  if (random.chance(0.5)) paragraphs.push(random.sample(AIMS, 2).join(' '))
  if (random.chance(0.45)) paragraphs.push(random.pick(PRACTICAL))
  return paragraphs.join('\n\n')
}

const modesOf = (random: Random): string[] | null => {
  const draw = random.next()
  if (draw < 0.8) return ['en-presentiel']
  if (draw < 0.89) return ['en-presentiel', 'a-distance']
  return draw < 0.96 ? ['a-distance'] : null
}

const zoneOf = (random: Random, place: DemoPlace, remoteOnly: boolean): string[] | null => {
  const draw = random.next()
  // A counsellor who names a place reads near services first: few remote ones are open to the whole country.
  if (remoteOnly) return draw < 0.14 ? [random.chance(0.5) ? 'france' : '99100'] : [place.departement]
  if (draw < 0.12) return [place.code_insee]
  if (draw < 0.36) return place.epci === null ? [place.departement] : [place.epci]
  if (draw < 0.82) return [place.departement]
  return draw < 0.86 && place.epci !== null ? [place.epci, place.departement] : draw < 0.88 ? ['france'] : null
}

const publicsOf = (random: Random, need: NeedTexts): string[] | null => {
  const draw = random.next()
  if (draw < 0.22) return ['tous-publics']
  if (draw < 0.3) return null
  return random.sample(need.publics, random.int(1, 3))
}

/**
 * An invented service. `structure` is null for the few whose structure is unknown; `place` is where it happens, null when the
 * producer gave none. `index` makes the id and, below the number of needs, the need.
 */
export const inventService = (
  random: Random,
  index: number,
  today: string,
  structure: DemoStructure | null,
  place: DemoPlace | null,
): Service => {
  const need = needOf(random, index, structure?.network.categories ?? [])
  const slug = structure?.slug ?? `demonstration-${index + 1}`
  const modes = modesOf(random)
  const onSite = modes === null || modes.includes('en-presentiel')
  const here = place ?? structure?.place ?? null
  const shown = onSite ? place : null
  const titre = random.pick(need.titres)
  const secondary = random.chance(0.3) ? random.pick(byCategory.get(categoryOf(need.besoin)) ?? NEED_TEXTS).besoin : null
  const frais = random.chance(0.06) ? null : random.chance(need.payant) ? 'payant' : 'gratuit'
  const courriel = random.chance(0.72) ? fictitiousEmail(random, slug) : null
  const telephone = random.chance(0.78) ? fictitiousPhone(random) : null
  const lien = random.chance(0.3) ? fictitiousSite(`${slug}/rendez-vous`) : null
  const modesMobilisation = [
    ...(onSite && random.chance(0.35) ? ['se-presenter'] : []),
    ...(telephone === null ? [] : ['telephoner']),
    ...(courriel === null ? [] : ['envoyer-un-courriel']),
    ...(lien === null ? [] : ['utiliser-lien-mobilisation']),
  ]
  const long = need.types[0] === 'formation' || need.types[0] === 'accompagnement'
  const source = structure === null ? random.pick(SOURCES_OTHER) : structure.record.source
  const record: Service = {
    source,
    structure_id: structure?.record.id ?? null,
    id: `demonstration--service-${String(index + 1).padStart(7, '0')}`,
    nom: here !== null && random.chance(0.12) ? `${titre} – ${here.commune}` : titre,
    description: describe(random, need),
    date_maj: daysBefore(today, listingAge(random)),
    lien_source: source === SOURCE_DORA ? fictitiousSite(`services/${slug}-${index + 1}`) : null,
    type: random.chance(0.04) ? null : (need.types[Math.floor(random.next() ** 1.6 * need.types.length)] ?? null),
    thematiques: [...new Set([need.besoin, ...(secondary === null ? [] : [secondary])])],
    frais,
    frais_precisions: frais === 'payant' && random.chance(0.85) ? random.pick(FEES) : null,
    publics: publicsOf(random, need),
    publics_precisions: random.chance(0.3) ? random.pick(PUBLICS_DETAILS) : null,
    conditions_acces: random.chance(0.5) ? random.pick(CONDITIONS) : null,
    commune: shown?.commune ?? null,
    code_postal: shown?.code_postal ?? null,
    code_insee: shown?.code_insee ?? null,
    adresse: shown?.adresse ?? null,
    complement_adresse: null,
    longitude: shown !== null && random.chance(0.97) ? shown.longitude : null,
    latitude: shown?.latitude ?? null,
    telephone,
    courriel,
    modes_accueil: modes,
    zone_eligibilite: here === null ? null : zoneOf(random, here, !onSite),
    lien_mobilisation: lien,
    modes_mobilisation: modesMobilisation.length > 0 ? modesMobilisation : null,
    mobilisable_par: random.chance(0.1)
      ? null
      : random.pick([['professionnels'], ['usagers', 'professionnels'], ['usagers', 'professionnels'], ['usagers']]),
    mobilisation_precisions: random.chance(0.35) ? random.pick(MOBILISATION) : null,
    volume_horaire_hebdomadaire: long && random.chance(0.35) ? random.pick([2, 3, 7, 15, 20, 26, 35]) : null,
    nombre_semaines: long && random.chance(0.35) ? random.pick([1, 4, 8, 12, 26, 52]) : null,
    horaires_accueil: random.chance(0.3) ? random.pick(random.chance(0.93) ? OPENING_HOURS : FREE_HOURS) : null,
  }
  // A point is either whole or absent.
  const placed = record.longitude === null ? { ...record, latitude: null } : record
  return structure?.record.dora === undefined ? placed : { ...placed, dora: doraOf(random, today, placed, index) }
}

const doraOf = (random: Random, today: string, service: Service, index: number): NonNullable<Service['dora']> => {
  const hasEmail = service.courriel != null
  const coach = [
    ...(hasEmail && random.chance(0.8) ? ['formulaire-dora'] : []),
    ...(hasEmail && random.chance(0.3) ? ['envoyer-un-mail'] : []),
    ...(hasEmail && random.chance(0.12) ? ['envoyer-un-mail-avec-une-fiche-de-prescription'] : []),
    ...(service.telephone != null ? ['telephoner'] : []),
    ...(service.lien_mobilisation != null ? ['completer-le-formulaire-dadhesion'] : []),
    ...(random.chance(0.04) ? ['autre'] : []),
  ]
  const beneficiary = [
    ...(random.chance(0.4) ? ['professionnel'] : []),
    ...(service.modes_mobilisation?.includes('se-presenter') ? ['se-presenter'] : []),
    ...(service.telephone != null ? ['telephoner'] : []),
    ...(hasEmail ? ['envoyer-un-mail'] : []),
    ...(service.lien_mobilisation != null ? ['completer-le-formulaire-dadhesion'] : []),
    ...(random.chance(0.03) ? ['autre'] : []),
  ]
  const suspended = random.next()
  const status = random.next()
  return {
    short_desc: `${service.nom}. Service imaginaire, pour la démonstration.`,
    status: status < 0.93 ? 'PUBLISHED' : status < 0.96 ? 'DRAFT' : status < 0.98 ? 'SUGGESTION' : 'ARCHIVED',
    access_conditions: random.sample(ACCESS_CONDITIONS, random.int(0, 3)),
    requirements: random.chance(0.15) ? random.sample(REQUIREMENTS, 1) : [],
    credentials: random.sample(CREDENTIALS, random.int(0, 4)),
    forms: random.chance(0.25) ? [{ nom: random.pick(FORMS), url: fictitiousSite(`formulaires/${index + 1}.pdf`) }] : [],
    ...(random.chance(0.08) ? { online_form: fictitiousSite(`formulaire-en-ligne/${index + 1}`) } : {}),
    coach_orientation_modes: coach,
    ...(coach.includes('completer-le-formulaire-dadhesion') && service.lien_mobilisation != null
      ? {
          coach_orientation_modes_external_form_link: service.lien_mobilisation,
          coach_orientation_modes_external_form_link_text: 'Remplir le formulaire',
        }
      : {}),
    ...(coach.includes('autre')
      ? { coach_orientation_modes_other: 'En parler lors de la réunion mensuelle des partenaires' }
      : {}),
    beneficiaries_access_modes: beneficiary,
    ...(beneficiary.includes('completer-le-formulaire-dadhesion') && service.lien_mobilisation != null
      ? {
          beneficiaries_access_modes_external_form_link: service.lien_mobilisation,
          beneficiaries_access_modes_external_form_link_text: 'Prendre rendez-vous',
        }
      : {}),
    ...(beneficiary.includes('autre')
      ? { beneficiaries_access_modes_other: 'Venir au café de bienvenue du premier lundi du mois' }
      : {}),
    ...(random.chance(0.4) ? { contact_name: 'Équipe d’accueil' } : {}),
    is_contact_info_public: random.chance(0.75),
    ...(service.modes_accueil?.includes('a-distance') ? { remote_url: fictitiousSite(`visio/${index + 1}`) } : {}),
    ...(random.chance(0.3)
      ? { recurrence: random.pick(['Tous les jours', 'Tous les mardis', 'Une fois par mois', 'Lundi au vendredi']) }
      : {}),
    qpv_or_zrr: random.chance(0.08),
    is_cumulative: random.chance(0.9),
    funding_labels: random.chance(0.08) ? [random.pick(FUNDING_LABELS).value] : [],
    update_frequency: random.pick(UPDATE_FREQUENCIES).value,
    ...(suspended < 0.03
      ? { suspension_date: daysBefore(today, random.int(1, 200)) }
      : suspended < 0.1
        ? { suspension_date: daysBefore(today, -random.int(5, 300)) }
        : {}),
    creation_date: daysBefore(service.date_maj, random.int(0, 900)),
    ...(random.chance(0.02) ? { france_travail_orientable: true } : {}),
  }
}
