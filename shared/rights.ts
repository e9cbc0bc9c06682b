/**
 * Who may do what: the one table the server decides by and the desk shows by (dora-backend.md §5, its QUIRKs mended).
 * A person has relations with an object; an action is open to some relations. Pure: rights of now, from facts of now.
 */

/** Relations of a person with an object, or with the tool as a whole. A person may have several at once. */
export const RELATIONS = [
  'anonyme',
  /** Signed in, whatever else. */
  'connecte',
  /** Has asked to join that structure, or is invited to it. */
  'en-attente',
  /** Member of some structure, this one or another: what opens the contacts kept for professionals. */
  'professionnel',
  /** Member of that structure. */
  'membre',
  /** Administrator of that structure. */
  'administrateur',
  /** Gestionnaire de territoire, and the structure is in one of their départements. */
  'gestionnaire',
  /** Gestionnaire of at least one département, for what is not about a structure. */
  'gestionnaire-quelque-part',
  /** The team that keeps the server. */
  'equipe',
] as const
export type Relation = (typeof RELATIONS)[number]

const EVERYONE = ['anonyme', 'connecte'] as const
const INSIDE = ['membre', 'administrateur', 'gestionnaire', 'equipe'] as const
const KEEPERS = ['administrateur', 'gestionnaire', 'equipe'] as const

/** Action → relations that open it. What is not written here is refused. */
export const RIGHTS = {
  // The catalogue.
  'catalogue.lire': EVERYONE,
  /** Contact of a service kept for professionals (§5.3). */
  'service.voir-contact': ['professionnel', 'equipe'],
  /** Draft, suggestion, archive. */
  'service.lire-non-publie': INSIDE,
  'service.ecrire': INSIDE,
  'service.supprimer': INSIDE,
  /** Moderation status of a service (DORA leaves it to the team). */
  'service.moderer': ['gestionnaire', 'equipe'],
  // A structure.
  'structure.rejoindre': ['connecte'],
  'structure.modifier': KEEPERS,
  /** Moderation status, obsolete: what the structure does not decide of itself. */
  'structure.moderer': ['gestionnaire', 'equipe'],
  /** SIRET, SAFIR code, typologies and labels that only their owners grant. */
  'structure.certifier': ['equipe'],
  'structure.creer': ['equipe'],
  'structure.supprimer': ['equipe'],
  'structure.inviter-premier-administrateur': ['gestionnaire', 'equipe'],
  // Its members.
  'membres.voir': INSIDE,
  'membres.gerer': KEEPERS,
  /** Taking away the last administrator's role. */
  'membres.dernier-administrateur': ['equipe'],
  /** Saying that a listing is wrong. */
  'suggestion.faire': ['connecte'],
  /** Requests sent in the name of that structure, and what becomes of them: its members, and nobody above them. */
  'orientation.envoyer': ['membre', 'administrateur'],
  /** Lists that a team keeps together: its members, and nobody above them. */
  'liste.tenir': ['membre', 'administrateur'],
  /** Requests that it receives. */
  'orientation.traiter': ['membre', 'administrateur'],
  /** Figures of a structure, its requests among them. */
  'chiffres.voir': ['membre', 'administrateur'],
  /** Those that are held until someone has looked at the structure. */
  'orientation.moderer': ['gestionnaire', 'equipe'],
  // Oneself.
  'favori.tenir': ['connecte'],
  'compte.tenir': ['connecte'],
  // Everyone's accounts.
  'comptes.gerer': ['equipe'],
  'moderation.voir': ['gestionnaire-quelque-part', 'equipe'],
  /** Saying that two sheets are one thing, and taking it back: whoever moderates both. */
  'doublon.decider': ['gestionnaire', 'equipe'],
  /** Having the whole reference compared without waiting for the night. */
  'doublon.chercher': ['equipe'],
  /** How far each département is deployed, and what sources its reference shows (shared/deployment). */
  'deploiement.modifier': ['equipe'],
  /** Jobs, outgoing mail, audit log, imports, referentials, functions of each territory (server/administration). */
  'administration.tenir': ['equipe'],
  /** Where people look for what is not there, in a département. */
  'manques.voir': ['gestionnaire', 'equipe'],
  /** The kit of a territory, its letters, its presentation and its first days: in every département of it. */
  'kit.tenir': ['gestionnaire', 'equipe'],
} as const satisfies Readonly<Record<string, readonly Relation[]>>

export type Action = keyof typeof RIGHTS

/** What is known of a person. `null` for someone who is not signed in. */
export type Actor = {
  readonly id: string
  readonly equipe: boolean
  /** Départements of a gestionnaire; empty for anyone else. */
  readonly departements: readonly string[]
  /** Structures they are a member of. */
  readonly structures: readonly { readonly id: string; readonly admin: boolean }[]
  /** Structures they wait to join, or are invited to. */
  readonly attentes: readonly string[]
} | null

/** A structure, or what hangs on it (a service, a member). Null: nothing in particular. */
export type Target = { readonly structureId: string | null; readonly departement: string | null } | null

export const relationsOf = (actor: Actor, target: Target): ReadonlySet<Relation> => {
  if (actor === null) return new Set<Relation>(['anonyme'])
  const found = new Set<Relation>(['connecte'])
  if (actor.equipe) found.add('equipe')
  if (actor.structures.length > 0) found.add('professionnel')
  if (actor.departements.length > 0) found.add('gestionnaire-quelque-part')
  if (target === null) return found
  const own = actor.structures.find(({ id }) => id === target.structureId)
  if (own !== undefined) found.add(own.admin ? 'administrateur' : 'membre')
  else if (target.structureId !== null && actor.attentes.includes(target.structureId)) found.add('en-attente')
  // A structure without a known place belongs to no gestionnaire.
  if (target.departement !== null && actor.departements.includes(target.departement)) found.add('gestionnaire')
  return found
}

export const may = (actor: Actor, action: Action, target: Target = null): boolean => {
  const open: readonly Relation[] = RIGHTS[action]
  const relations = relationsOf(actor, target)
  return open.some((relation) => relations.has(relation))
}

/** What travels with a structure (dora-backend.md §2.3): what this person may do with it, and what they are to it. */
export type StructureCapabilities = {
  readonly modifier: boolean
  readonly moderer: boolean
  readonly ecrire_services: boolean
  readonly voir_membres: boolean
  readonly gerer_membres: boolean
  readonly inviter_premier_administrateur: boolean
  readonly est_membre: boolean
  readonly est_administrateur: boolean
  readonly est_en_attente: boolean
}

export const structureCapabilities = (actor: Actor, target: NonNullable<Target>): StructureCapabilities => {
  const relations = relationsOf(actor, target)
  return {
    modifier: may(actor, 'structure.modifier', target),
    moderer: may(actor, 'structure.moderer', target),
    ecrire_services: may(actor, 'service.ecrire', target),
    voir_membres: may(actor, 'membres.voir', target),
    gerer_membres: may(actor, 'membres.gerer', target),
    inviter_premier_administrateur: may(actor, 'structure.inviter-premier-administrateur', target),
    est_membre: relations.has('membre') || relations.has('administrateur'),
    est_administrateur: relations.has('administrateur'),
    est_en_attente: relations.has('en-attente'),
  }
}

/** What travels with a service. */
export type ServiceCapabilities = {
  readonly ecrire: boolean
  readonly voir_contact: boolean
}

export const serviceCapabilities = (actor: Actor, target: NonNullable<Target>): ServiceCapabilities => ({
  ecrire: may(actor, 'service.ecrire', target),
  voir_contact: may(actor, 'service.voir-contact', target),
})
