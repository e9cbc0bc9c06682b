/**
 * The life of a request, from its sending to what became of the person: which act is open in which state, and to whom
 * (dora-backend.md §3.3, with the guards it lacks). Pure: one table, read by the server, the desk and the page of the link.
 */

/** DORA's own words, which partners read too (§1.6); `ANNULÉE`, withdrawn by who sent it, is ours. */
export const ETATS = ['MODÉRATION_EN_COURS', 'MODÉRATION_REJETÉE', 'OUVERTE', 'VALIDÉE', 'REFUSÉE', 'EXPIRÉE', 'ANNULÉE'] as const
export type Etat = (typeof ETATS)[number]

/** What became of the person, said by either side, never promised. */
export const ISSUES = ['commencee', 'terminee', 'absente'] as const
export type Issue = (typeof ISSUES)[number]

/** Who acts. `lien`: whoever holds the link of the structure's letter. */
export const COTES = ['prescripteur', 'structure', 'lien', 'moderation', 'robot'] as const
export type Cote = (typeof COTES)[number]

type Rule = {
  readonly de: readonly Etat[]
  /** Absent: the state stays. */
  readonly vers?: Etat
  readonly par: readonly Cote[]
}

const RECEIVER = ['structure', 'lien'] as const
const OPEN = ['OUVERTE'] as const

export const GESTES = {
  approuver: { de: ['MODÉRATION_EN_COURS'], vers: 'OUVERTE', par: ['moderation'] },
  rejeter: { de: ['MODÉRATION_EN_COURS'], vers: 'MODÉRATION_REJETÉE', par: ['moderation'] },
  lire: { de: OPEN, par: RECEIVER },
  /** « Bien reçue ». */
  accuser: { de: OPEN, par: RECEIVER },
  /** « Pas avant le … » */
  reporter: { de: OPEN, par: RECEIVER },
  accepter: { de: OPEN, vers: 'VALIDÉE', par: RECEIVER },
  refuser: { de: OPEN, vers: 'REFUSÉE', par: RECEIVER },
  'ecrire-beneficiaire': { de: ['OUVERTE', 'VALIDÉE'], par: RECEIVER },
  'ecrire-prescripteur': { de: ['OUVERTE', 'VALIDÉE'], par: RECEIVER },
  relancer: { de: OPEN, par: ['prescripteur'] },
  annuler: { de: ['OUVERTE', 'MODÉRATION_EN_COURS'], vers: 'ANNULÉE', par: ['prescripteur'] },
  rappeler: { de: OPEN, par: ['robot'] },
  expirer: { de: OPEN, vers: 'EXPIRÉE', par: ['robot'] },
  /** Once accepted too: whom to call, and what became of the person, are behind it. */
  'renouveler-lien': { de: ['OUVERTE', 'VALIDÉE', 'EXPIRÉE'], par: ['lien'] },
  /** Also of a request that nobody answered here: many a person is received after a telephone call. */
  constater: { de: ['VALIDÉE', 'EXPIRÉE'], par: ['prescripteur', 'structure', 'lien'] },
  /** To a colleague of the same side. */
  confier: { de: ['MODÉRATION_EN_COURS', 'OUVERTE', 'VALIDÉE', 'REFUSÉE', 'EXPIRÉE'], par: ['prescripteur', 'structure'] },
} as const satisfies Readonly<Record<string, Rule>>
export type Geste = keyof typeof GESTES

/** May that side do it in that state? The state after it, or null. */
export const after = (etat: Etat, geste: Geste, cote: Cote): Etat | null => {
  const rule: Rule = GESTES[geste]
  if (!rule.de.includes(etat) || !rule.par.includes(cote)) return null
  return rule.vers ?? etat
}

/** What that side may do now, in the order of the table. */
export const openTo = (etat: Etat, cote: Cote): readonly Geste[] =>
  (Object.keys(GESTES) as Geste[]).filter((geste) => after(etat, geste, cote) !== null)

/** Nothing more is expected of the structure. */
export const isClosed = (etat: Etat): boolean => etat !== 'OUVERTE' && etat !== 'MODÉRATION_EN_COURS'

/** The structure may know of it: what moderation holds is nobody's business yet. */
export const isTold = (etat: Etat): boolean => etat !== 'MODÉRATION_EN_COURS' && etat !== 'MODÉRATION_REJETÉE'

/** Whether the structure was ever told of it: what is withdrawn while moderation holds it was not, and never is. */
export const wasTransmitted = (evenements: readonly { readonly quoi: string }[]): boolean => {
  const happened = (what: string) => evenements.some(({ quoi }) => quoi === what)
  return !happened('retenue') || happened('approuvee')
}

/** dora-screens.md §4.5, in the words of the screens. */
export const ETAT_LABELS: Readonly<Record<Etat, string>> = {
  MODÉRATION_EN_COURS: 'En cours de modération',
  MODÉRATION_REJETÉE: 'Rejetée par la modération',
  OUVERTE: 'En attente de réponse',
  VALIDÉE: 'Acceptée',
  REFUSÉE: 'Refusée',
  EXPIRÉE: 'Sans réponse, expirée',
  ANNULÉE: 'Retirée',
}

export const ISSUE_LABELS: Readonly<Record<Issue, string>> = {
  commencee: 'L’accompagnement a commencé',
  terminee: 'L’accompagnement est terminé',
  absente: 'La personne n’est pas venue',
}
