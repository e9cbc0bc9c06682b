/** What was found wrong in one row. `refus` keeps the row out; `avertissement` only says what was changed or looks odd. */
export type Severity = 'refus' | 'avertissement'

export type Issue = {
  readonly champ: string
  /** In French, without any value in it: reasons are counted. */
  readonly raison: string
  readonly gravite: Severity
  /** Shortened, and only of fields that cannot hold a person's data. */
  readonly valeur?: string
}

/** Collects the issues of the row being read. */
export type Notes = {
  readonly warn: (champ: string, raison: string, valeur?: unknown) => void
  readonly refuse: (champ: string, raison: string, valeur?: unknown) => void
  readonly issues: readonly Issue[]
}

export const takeNotes = (): Notes => {
  const issues: Issue[] = []
  const add = (gravite: Severity) => (champ: string, raison: string, valeur?: unknown) => {
    const shown = shorten(champ, valeur)
    issues.push(shown === null ? { champ, raison, gravite } : { champ, raison, gravite, valeur: shown })
  }
  return { warn: add('avertissement'), refuse: add('refus'), issues }
}

/** Fields whose values are codes, dates, numbers or words of a list. Names, texts, phones, e-mails and addresses are not here. */
const SAFE_FIELDS: ReadonlySet<string> = new Set([
  'date_maj',
  'date_creation',
  'date_suspension',
  'siret',
  'code_postal',
  'code_insee',
  'latitude',
  'longitude',
  'type',
  'types',
  'thematiques',
  'frais',
  'publics',
  'profils',
  'modes_accueil',
  'modes_mobilisation',
  'mobilisable_par',
  'zone_eligibilite',
  'zone_diffusion_code',
  'zone_diffusion_type',
  'reseaux_porteurs',
  'typologie',
  'labels_nationaux',
  'nombre_semaines',
  'volume_horaire_hebdomadaire',
  'services',
  'modes_orientation_beneficiaire',
  'modes_orientation_accompagnateur',
  'score_qualite',
  'commune',
  'modalites',
])
const MAX_SHOWN = 60

const shorten = (champ: string, valeur: unknown): string | null => {
  if (!SAFE_FIELDS.has(champ) || valeur === undefined || valeur === null) return null
  const text = (
    typeof valeur === 'string'
      ? valeur
      : (JSON.stringify(valeur, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v)) ?? '')
  )
    .replace(/\s+/g, ' ')
    .trim()
  // A contact may sit in the wrong column.
  if (/@/.test(text) || (champ !== 'siret' && /(?:\d[ .]?){9,}/.test(text) && !/^-?\d+(\.\d+)?( -?\d+(\.\d+)?)?$/.test(text)))
    return '[masqué]'
  const chars = [...text]
  return chars.length <= MAX_SHOWN ? text : `${chars.slice(0, MAX_SHOWN).join('')}…`
}
