/** Kinds and fees of v0 services, as v1 (data-inclusion.md §1.4). */

/** The 11 kinds of v0. A list becomes one kind: the most precise wins, since « information » goes with almost every service. */
const TYPES: Readonly<Record<string, string>> = {
  accompagnement: 'accompagnement',
  accueil: 'information',
  'aide-financiere': 'aide-financiere',
  'aide-materielle': 'aide-materielle',
  atelier: 'atelier',
  autonomie: 'aide-materielle',
  delegation: 'accompagnement',
  financement: 'aide-financiere',
  formation: 'formation',
  information: 'information',
  numerique: 'accompagnement',
}
const MOST_PRECISE_FIRST = [
  'formation',
  'aide-financiere',
  'aide-materielle',
  'atelier',
  'accompagnement',
  'information',
] as const

export const typeFromV0 = (types: readonly string[]): { readonly type: string | null; readonly unknown: readonly string[] } => {
  const mapped = new Set(types.map((type) => (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined)))
  return {
    type: MOST_PRECISE_FIRST.find((type) => mapped.has(type)) ?? null,
    unknown: types.filter((type) => !Object.hasOwn(TYPES, type)),
  }
}

const FRAIS: Readonly<Record<string, readonly [frais: 'gratuit' | 'payant', precision: string | null]>> = {
  adhesion: ['payant', 'Adhésion'],
  gratuit: ['gratuit', null],
  'gratuit-sous-conditions': ['gratuit', 'Gratuit sous conditions'],
  'pass-numerique': ['gratuit', 'Accepte le pass numérique'],
  payant: ['payant', null],
}

export const fraisFromV0 = (
  frais: readonly string[],
  precisions: string | null,
): { readonly frais: string | null; readonly precisions: string | null; readonly unknown: readonly string[] } => {
  const known = frais.flatMap((value) => (Object.hasOwn(FRAIS, value) && FRAIS[value] !== undefined ? [FRAIS[value]] : []))
  const said = known.flatMap(([, precision]) => precision ?? [])
  return {
    frais: known.some(([value]) => value === 'payant') ? 'payant' : (known[0]?.[0] ?? null),
    precisions: [...said, ...(precisions === null ? [] : [precisions])].join('. ') || null,
    unknown: frais.filter((value) => !Object.hasOwn(FRAIS, value)),
  }
}

const CHANNELS: Readonly<Record<string, string>> = {
  'envoyer-un-mail': 'envoyer-un-courriel',
  'envoyer-un-courriel': 'envoyer-un-courriel',
  'envoyer-un-mail-avec-une-fiche-de-prescription': 'envoyer-un-courriel',
  telephoner: 'telephoner',
  'se-presenter': 'se-presenter',
  'prendre-rdv': 'utiliser-lien-mobilisation',
  'completer-le-formulaire-dadhesion': 'utiliser-lien-mobilisation',
}

/** Ways of v0 to reach a service, for the person and for the professional, as v1: how, and by whom. */
export const mobilisationFromV0 = (
  beneficiaire: readonly string[],
  accompagnateur: readonly string[],
  lien: string | null,
): { readonly modes: readonly string[]; readonly par: readonly string[] } => {
  const modes = new Set<string>()
  for (const way of [...beneficiaire, ...accompagnateur]) {
    const channel = CHANNELS[way]
    if (channel !== undefined && (channel !== 'utiliser-lien-mobilisation' || lien !== null)) modes.add(channel)
  }
  if (lien !== null) modes.add('utiliser-lien-mobilisation')
  return {
    modes: [...modes],
    par: [...(beneficiaire.length > 0 ? ['usagers'] : []), ...(accompagnateur.length > 0 ? ['professionnels'] : [])],
  }
}

/** Zone of v0 as v1: a région becomes its départements, a country « france » (data-inclusion.md §1.4). */
export const zoneFromV0 = (
  type: string | null,
  code: string | null,
  departementsOfRegion: (region: string) => readonly string[],
): readonly string[] | null => {
  if (type === 'pays') return ['france']
  if (type === null || code === null) return null
  if (type === 'region') {
    const departements = departementsOfRegion(code.padStart(2, '0'))
    return departements.length > 0 ? departements : null
  }
  if (type === 'departement') return [/^\d$/.test(code) ? code.padStart(2, '0') : code.toUpperCase()]
  if (type === 'commune') return [code.padStart(5, '0').toUpperCase()]
  return type === 'epci' ? [code] : null
}
