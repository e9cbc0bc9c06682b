import { z } from 'zod'

/**
 * Connectors: what brings sheets of partners into the reference by itself, from a data·inclusion API or from exports; and what each
 * of their runs came to. Names of fields are French, as all that is told to the desk.
 */

/** Kinds of the rows of the server, in no scope: only it reads them. The first is sealed, for it holds the partner’s key. */
export const CONNECTEUR = 'connecteur'
export const CONNECTEUR_ETAT = 'connecteur-etat'
export const CONNECTEUR_PASSAGE = 'connecteur-passage'
export const PROVENANCE = 'provenance'

/** Runs kept of each connector, the newest. */
export const PASSAGES_GARDES = 30
/** Files of a connector of kind `fichier`, at most: structures, and services. */
const FICHIERS_MAX = 2
/** Examples told of each thing, at most. */
export const EXEMPLES_MAX = 10

const SourceNom = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/)

/** An address that this server calls. What it leads to is judged at each run (server/partners/address-guard.ts). */
const Adresse = z.url({ protocol: /^https?$/ }).max(2_048)

/** A file of the folder « depot » of the server, by its name alone. */
const Depot = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,119}$/u)

export const FichierConnecteur = z.discriminatedUnion('lieu', [
  z.object({ lieu: z.literal('adresse'), adresse: Adresse }),
  z.object({ lieu: z.literal('depot'), nom: Depot }),
])
export type FichierConnecteur = z.infer<typeof FichierConnecteur>

/** Where it reads. Filters are those of the API, each of its parameters once. */
export const Origine = z.discriminatedUnion('genre', [
  z.object({
    genre: z.literal('api'),
    /** Of the API, before `/api/v1`. */
    adresse: Adresse,
    departement: z
      .string()
      .regex(/^(?:\d{2}|2[AB]|9[78]\d)$/)
      .nullable(),
    /** Of services alone, each of the référentiel. */
    thematiques: z.array(z.string().regex(/^[a-z0-9-]{1,120}$/)).max(50),
  }),
  z.object({ genre: z.literal('fichier'), fichiers: z.array(FichierConnecteur).min(1).max(FICHIERS_MAX) }),
])
export type Origine = z.infer<typeof Origine>

/** `manuel`: only when the team asks. `heure` is the hour in Paris; `jour` that of the week, 1 for Monday. */
export const Rythme = z.discriminatedUnion('periode', [
  z.object({ periode: z.literal('manuel') }),
  z.object({ periode: z.literal('heure') }),
  z.object({ periode: z.literal('jour'), heure: z.int().min(0).max(23) }),
  z.object({ periode: z.literal('semaine'), jour: z.int().min(1).max(7), heure: z.int().min(0).max(23) }),
])
export type Rythme = z.infer<typeof Rythme>

const reglage = {
  nom: z.string().trim().min(1).max(80),
  origine: Origine,
  /** What it may bring, and alone may: rows of other sources are refused, and no two connectors have one in common. */
  sources: z.array(SourceNom).min(1).max(20),
  rythme: Rythme,
  actif: z.boolean(),
  /** `score_qualite` below which a service is left out; 0 for none. */
  seuil: z.number().min(0).max(1),
  /** Share of sheets, or of one field of them, that a batch may lose; beyond, it is put in quarantine. */
  perte_max: z.number().min(0).max(1),
}

/** What the team asks for. `cle`: null leaves the one there is, '' takes it away. */
export const ConnecteurDemande = z.object({ ...reglage, cle: z.string().trim().max(2_000).nullable() })
export type ConnecteurDemande = z.infer<typeof ConnecteurDemande>

/** A connector as the server keeps it, sealed. */
export const ConnecteurGarde = z.object({
  ...reglage,
  cle: z.string().nullable(),
  /** ISO instants of its making, and of the last change of what it is. */
  cree_le: z.string(),
  modifie_le: z.string(),
})
export type ConnecteurGarde = z.infer<typeof ConnecteurGarde>

/** Why a batch changed nothing. `illisible` and `forme` cannot be accepted: there is nothing to take. */
const RAISONS_QUARANTAINE = ['pertes', 'vides', 'vide', 'illisible', 'forme'] as const
export type RaisonQuarantaine = (typeof RAISONS_QUARANTAINE)[number]
export const estAcceptable = (raison: RaisonQuarantaine): boolean =>
  raison === 'pertes' || raison === 'vides' || raison === 'vide'

/** Why a run failed; it is tried again by itself. */
const RAISONS_ECHEC = [
  'reseau',
  'reponse',
  'cle-refusee',
  'coupe',
  'silence',
  'trop-long',
  'trop-lourd',
  'redirections',
  'adresse-interdite',
  'nom-introuvable',
  'instable',
  'depot-absent',
  'catalogue-occupe',
  'interne',
] as const
export type RaisonEchec = (typeof RAISONS_ECHEC)[number]

const count = z.int().min(0)
const Exemples = z.array(z.string()).max(EXEMPLES_MAX)

const Effet = z.object({ nouvelles: count, modifiees: count, retirees: count, inchangees: count })

/** What a batch holds, and what it changes or would. Examples are identifiers: nothing of a person. */
export const Rapport = z.object({
  lues: count,
  structures: Effet,
  services: Effet,
  /** Sheets of these sources that people keep here: left as they are. */
  tenues: count,
  /** Fields of the sheets that change, the most frequent first. */
  champs: z.array(z.object({ champ: z.string(), nombre: count })),
  /** Fields that had a value in `remplis` sheets, and have none any more in `vides` of them. */
  vides: z.array(z.object({ genre: z.enum(['structure', 'service']), champ: z.string(), vides: count, remplis: count })),
  refus: z.array(z.object({ champ: z.string(), raison: z.string(), nombre: count, exemples: Exemples })),
  sous_seuil: z.object({ nombre: count, exemples: Exemples }),
  /** Sheets told twice in the batch: the newest is kept. */
  doublons: count,
  exemples: z.object({ nouvelles: Exemples, modifiees: Exemples, retirees: Exemples }),
})
export type Rapport = z.infer<typeof Rapport>

/**
 * What became of a run: taken; nothing new since the last one; put in quarantine; failed, to be tried again; only tried, at the
 * team’s asking.
 */
export const ISSUES_PASSAGE = ['pris', 'inchange', 'quarantaine', 'echec', 'essai'] as const

export const Passage = z.object({
  /** ISO instant at which it began. */
  le: z.string(),
  duree_ms: z.number().min(0),
  par: z.enum(['horloge', 'equipe']),
  issue: z.enum(ISSUES_PASSAGE),
  quarantaine: z.enum(RAISONS_QUARANTAINE).nullable(),
  echec: z.enum(RAISONS_ECHEC).nullable(),
  /** HTTP status, or name of the failure: never its text. */
  code: z.string().max(120).nullable(),
  /** Accepted by the team though it was in quarantine. */
  force: z.boolean(),
  /** Null when nothing could be read. */
  rapport: Rapport.nullable(),
})
export type Passage = z.infer<typeof Passage>
export const PassageVu = Passage.extend({ id: z.string() })
export type PassageVu = z.infer<typeof PassageVu>

/** What the server keeps of where a connector stands. */
export const ConnecteurEtat = z.object({
  /** ISO instants: last begun by the clock, last taken or found unchanged. */
  horloge_le: z.string().nullable(),
  succes_le: z.string().nullable(),
  /** Failures in a row, and the instant before which it is not tried again. */
  echecs: count,
  reprise_le: z.string().nullable(),
  /** What was taken last: what it was made of, and the ETags of the partner; null when it must be read again. */
  pris: z.object({ cle: z.string(), etiquettes: z.record(z.string(), z.string()) }).nullable(),
  /** `passage`: identifier of the run. `accepte`: the team accepted it, and it is being taken. */
  quarantaine: z
    .object({ passage: z.string(), raison: z.enum(RAISONS_QUARANTAINE), depuis: z.string(), accepte: z.boolean() })
    .nullable(),
  /** It is to go, and its sheets with it. */
  suppression: z.boolean(),
})
export type ConnecteurEtat = z.infer<typeof ConnecteurEtat>

/** A connector as the team sees it: its key is never told, only that there is one. */
export const ConnecteurVu = z.object({
  ...reglage,
  id: z.uuid(),
  cle_posee: z.boolean(),
  en_cours: z.boolean(),
  /** ISO instant; null when it only runs when asked. */
  prochain: z.string().nullable(),
  etat: ConnecteurEtat.pick({ succes_le: true, echecs: true, reprise_le: true, quarantaine: true, suppression: true }),
  dernier: PassageVu.nullable(),
})
export type ConnecteurVu = z.infer<typeof ConnecteurVu>

export const Connecteurs = z.object({
  connecteurs: z.array(ConnecteurVu),
  /** Folder of the server where files are dropped. */
  depot: z.string(),
})
export type Connecteurs = z.infer<typeof Connecteurs>

export const Lancement = z.object({ etat: z.enum(['lance', 'deja-en-cours']) })
export type Lancement = z.infer<typeof Lancement>

export const DECISIONS = ['accepter', 'ecarter'] as const
export const SORTS_FICHES = ['gardees', 'retirees'] as const

/** Where a sheet came from. */
export const Provenance = z.object({
  connecteur: z.string(),
  /** Null once the connector has gone. */
  nom: z.string().nullable(),
  id_producteur: z.string(),
  /** ISO instants. */
  vue_la_premiere_fois: z.string(),
  vue_le: z.string().nullable(),
})
export type Provenance = z.infer<typeof Provenance>
