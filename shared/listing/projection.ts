import type { Service } from '../catalogue/record.ts'
import type { Doc } from '../sync/merge.ts'
import { flat } from './flat.ts'

/**
 * Editors write the `dora` block; search, cards and exports read v1. This says the second from the first (dora-backend.md A.3 the
 * other way; data-inclusion.md §2.2), and the first from the second for a listing that came without the block.
 */

const CHANNEL: Readonly<Record<string, string>> = {
  'formulaire-dora': 'utiliser-lien-mobilisation',
  'completer-le-formulaire-dadhesion': 'utiliser-lien-mobilisation',
  'envoyer-un-mail-avec-une-fiche-de-prescription': 'envoyer-un-courriel',
  'envoyer-un-mail': 'envoyer-un-courriel',
  telephoner: 'telephoner',
  'se-presenter': 'se-presenter',
}
const ORDER = ['se-presenter', 'telephoner', 'envoyer-un-courriel', 'utiliser-lien-mobilisation'] as const
const MODE_OF_CHANNEL: Readonly<Record<string, string>> = {
  'envoyer-un-courriel': 'envoyer-un-mail',
  'se-presenter': 'se-presenter',
  telephoner: 'telephoner',
  'utiliser-lien-mobilisation': 'completer-le-formulaire-dadhesion',
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : []
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)

const COACH = 'dora.coach_orientation_modes'
const PEOPLE = 'dora.beneficiaries_access_modes'
const CONDITIONS = [
  ['dora.access_conditions', 'Critères'],
  ['dora.requirements', 'Prérequis'],
  ['dora.credentials', 'Justificatifs à fournir'],
] as const

const mobilisation = (doc: Doc): Doc => {
  const [coach, people] = [texts(doc[COACH]), texts(doc[PEOPLE])]
  // Being sent by a professional is no way of coming by oneself.
  const alone = people.filter((mode) => mode !== 'professionnel')
  const channels = new Set([...coach, ...alone].map((mode) => CHANNEL[mode]))
  const byThem = [
    ...(coach.length > 0 || people.includes('professionnel') ? ['professionnels'] : []),
    ...(alone.length > 0 ? ['usagers'] : []),
  ]
  const others = [
    ...(coach.includes('autre') ? [text(doc[`${COACH}_other`])] : []),
    ...(people.includes('autre') ? [text(doc[`${PEOPLE}_other`])] : []),
  ].filter((one) => one !== null)
  const own = 'completer-le-formulaire-dadhesion'
  const link =
    (alone.includes(own) ? text(doc[`${PEOPLE}_external_form_link`]) : null) ??
    (coach.includes(own) ? text(doc[`${COACH}_external_form_link`]) : null)
  const modes = ORDER.filter((mode) => channels.has(mode))
  return {
    modes_mobilisation: modes.length === 0 ? null : modes,
    mobilisable_par: byThem.length === 0 ? null : byThem,
    mobilisation_precisions: others.length === 0 ? null : [...new Set(others)].join('\n'),
    lien_mobilisation: link,
  }
}

const conditions = (doc: Doc): Doc => {
  const lines = CONDITIONS.flatMap(([field, title]) => {
    const each = texts(doc[field])
    return each.length === 0 ? [] : [`${title} :\n${each.map((one) => `* ${one}`).join('\n')}`]
  })
  return { conditions_acces: lines.length === 0 ? null : lines.join('\n\n') }
}

/** v1 fields that follow from the `dora` block of a flat record; none for what the block does not say. */
export const projection = (doc: Doc): Doc => ({
  ...(COACH in doc || PEOPLE in doc ? mobilisation(doc) : {}),
  ...(CONDITIONS.some(([field]) => field in doc) ? conditions(doc) : {}),
})

/** Fields that nobody writes: they follow from others, or are the server's. */
export const PROJECTED = [
  'modes_mobilisation',
  'mobilisable_par',
  'mobilisation_precisions',
  'lien_mobilisation',
  'conditions_acces',
] as const

/** What an editor starts from when a service came without the block: its modes, said in DORA's words. */
export const editorDefaults = (service: Service): Doc => {
  const doc = flat(service as unknown as Doc)
  if (COACH in doc || PEOPLE in doc) return {}
  const modes = texts(service.modes_mobilisation)
    .map((mode) => MODE_OF_CHANNEL[mode])
    .filter((mode) => mode !== undefined)
  const by = new Set(service.mobilisable_par)
  const link = text(service.lien_mobilisation)
  const form = modes.includes('completer-le-formulaire-dadhesion') && link !== null
  const coach = by.has('professionnels') ? modes.filter((mode) => mode !== 'se-presenter') : []
  const people = [
    ...(by.has('professionnels') && (!by.has('usagers') || coach.length === 0) ? ['professionnel'] : []),
    ...(by.has('usagers') ? modes : []),
  ]
  return {
    ...(coach.length > 0 ? { [COACH]: coach } : {}),
    ...(people.length > 0 ? { [PEOPLE]: people } : {}),
    ...(form && coach.length > 0 ? { [`${COACH}_external_form_link`]: link } : {}),
    ...(form && by.has('usagers') ? { [`${PEOPLE}_external_form_link`]: link } : {}),
  }
}
