import { z } from 'zod'
import { json } from '../json.ts'
import { StructureDroits } from '../accounts/wire.ts'
import { Disponibilite } from '../catalogue/record.ts'
import { BranchCreation, History, Presences } from '../listing/wire.ts'
import { Suggestion, SuggestionEtat } from '../listing/suggestion.ts'
import { procedure } from '../rpc.ts'

/** What a structure keeps of itself: its sheet, its services, their models. Documents are flat records (shared/listing/flat.ts). */

const id = z.string().min(1).max(200)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const Kind = z.enum(['service', 'structure', 'modele'])
const key = z.object({ kind: Kind, id })
const ids = z.array(id).min(1).max(2_000)
export const FlatDoc = z.record(z.string(), json)
export type FlatDoc = z.infer<typeof FlatDoc>
const problem = z.object({ champ: z.string(), message: z.string() })
const Status = z.enum(['SUGGESTION', 'DRAFT', 'PUBLISHED', 'ARCHIVED'])

/** A service of the structure as its table shows it: the server's row with what waits to be sent over it. */
export const ServiceLine = z.object({
  id,
  /** The flat record whole, contact included when this desk knows it. */
  doc: FlatDoc,
  statut: Status,
  /** `local`: never sent; `attente`: changes wait to be sent; `refuse`: the server refused one; `conflit`: someone must choose. */
  envoi: z.enum(['a-jour', 'local', 'attente', 'refuse', 'conflit']),
  /** Someone has begun to change it on this desk, and has not sent that. */
  copie: z.boolean(),
  a_actualiser: z.boolean(),
  /** A draft that nobody finished for a week. */
  brouillon_ancien: z.boolean(),
  /** Day from which its age is counted (shared/listing/freshness.ts). */
  sur_le: day,
  disponibilite: Disponibilite.nullable(),
  /** Says nothing of who: what is missing for its publication. */
  manques: z.array(problem),
  score: z.number(),
  /** Null without model. `change`: the model is no longer what this service last followed. */
  modele: z.object({ id, nom: z.string(), change: z.boolean() }).nullable(),
  vues: z.number().int().nullable(),
})
export type ServiceLine = z.infer<typeof ServiceLine>

export const ModelLine = z.object({
  id,
  doc: FlatDoc,
  /** That of the parent structure: followed, not changed from here. */
  herite: z.boolean(),
  /** Services of this structure that follow it, and those among them that no longer say what it says. */
  services: z.number().int(),
  a_mettre_a_jour: z.number().int(),
  copie: z.boolean(),
  envoi: ServiceLine.shape.envoi,
})
export type ModelLine = z.infer<typeof ModelLine>

/** Something to do, most useful first. `ids` are what it is about. */
export const Task = z.object({
  code: z.enum([
    'suggestions',
    'demandes-acces',
    'services-a-actualiser',
    'modeles-changes',
    'disponibilite-expire',
    'brouillons-anciens',
    'envois-refuses',
    'structure-a-completer',
    'structure-a-actualiser',
    'inviter-collegues',
    'premier-service',
  ]),
  ids: z.array(id),
  nombre: z.number().int(),
})
export type Task = z.infer<typeof Task>

export const Listing = z.object({
  structure: z.object({
    id,
    doc: FlatDoc,
    envoi: ServiceLine.shape.envoi,
    copie: z.boolean(),
    manques: z.array(problem),
    a_actualiser: z.boolean(),
    sur_le: day,
  }),
  parent: z.object({ id, nom: z.string() }).nullable(),
  antennes: z.array(z.object({ id, nom: z.string(), commune: z.string().nullable(), siret: z.string().nullable() })),
  droits: StructureDroits,
  services: z.array(ServiceLine),
  modeles: z.array(ModelLine),
  suggestions: z.array(Suggestion),
  taches: z.array(Task),
  /** Views of the last thirty days; null when the server could not say. */
  vues: z.number().int().nullable(),
  /** Address of the public page; null when the server of this desk has none that others reach, or is not known yet. */
  page: z.string().nullable(),
  /** False when what only the server knows could not be read: drafts of a structure one is not a member of, contacts, views. */
  complet: z.boolean(),
})
export type Listing = z.infer<typeof Listing>

/** A listing being changed: what this desk keeps of it, over what the server last told. */
export const Edit = z.object({
  kind: Kind,
  id,
  structure_id: id,
  structure_nom: z.string(),
  /** To type in: mine where I changed something, the server's elsewhere. */
  doc: FlatDoc,
  /** The server's, {} for a listing that it does not know. */
  base: FlatDoc,
  /** Fields that someone else changed since I began to: mine is shown, theirs is told. To choose before sending. */
  heurts: z.array(z.object({ champ: z.string(), avant: json, leur: json })),
  /** Fields that someone else changed meanwhile and that I had not touched: taken, and told once. */
  recus: z.array(z.string()),
  /** Of the working copy, for `listing.save`; 0 while there is none. */
  version: z.number().int(),
  modifie_le: z.string().nullable(),
  envoi: ServiceLine.shape.envoi,
  statut: Status.nullable(),
  /** Fields kept for professionals that this desk could not read: not to be shown as empty, nor changed. */
  masques: z.array(z.enum(['dora.contact_name', 'telephone', 'courriel'])),
  /** The model it follows, flat; null without. */
  modele: z.object({ id, doc: FlatDoc, change: z.boolean() }).nullable(),
  /** Choices typed by this structure in its other services, to spare typing. */
  choix: z.object({
    'dora.access_conditions': z.array(z.string()),
    'dora.requirements': z.array(z.string()),
    'dora.credentials': z.array(z.string()),
  }),
  /** The structure itself, flat: « Utiliser les coordonnées de la structure ». */
  structure: FlatDoc,
  droits: StructureDroits,
})
export type Edit = z.infer<typeof Edit>

/** What became of an act on several listings; what was refused changes nothing. `annuler` undoes the rest, for as long as the application runs. */
export const Done = z.object({
  faits: z.number().int(),
  refus: z.array(z.object({ id, nom: z.string(), raison: z.string() })),
  annuler: z.string().nullable(),
})
export type Done = z.infer<typeof Done>

export const ImportProblem = z.object({
  ligne: z.number().int(),
  colonne: z.string().nullable(),
  champ: z.string().nullable(),
  niveau: z.enum(['erreur', 'avertissement']),
  message: z.string(),
})
export type ImportProblem = z.infer<typeof ImportProblem>

export const TableRead = z.object({
  /** Names the file read, until the application ends or another is read. */
  id: z.string(),
  nom: z.string(),
  feuilles: z.array(z.string()),
  feuille: z.string().nullable(),
  colonnes: z.array(z.string()),
  /** The first rows, as text. */
  apercu: z.array(z.array(z.string())),
  lignes: z.number().int(),
  avertissements: z.array(z.string()),
  /** Column → field, guessed, or as it was chosen for the last file with the same columns. Null: left out. */
  correspondance: z.record(z.string(), z.string().nullable()),
  rappelee: z.boolean(),
})
export type TableRead = z.infer<typeof TableRead>

export const TablePreview = z.object({
  a_creer: z.number().int(),
  /** Complete and asked to be published; the others come as drafts. */
  a_publier: z.number().int(),
  ignorees: z.number().int(),
  problemes: z.array(ImportProblem),
  lignes: z.array(
    z.object({ numero: z.number().int(), nom: z.string(), sort: z.enum(['publie', 'brouillon', 'ignoree', 'modifiee']) }),
  ),
})
export type TablePreview = z.infer<typeof TablePreview>

const mapping = z.record(z.string(), z.string().nullable())
const importAsk = z.object({
  id: z.string(),
  quoi: z.enum(['services', 'structures']),
  /** Where services go; for structures, the parent of branches without SIRET. Null for the team. */
  structureId: id.nullable(),
  feuille: z.string().nullable(),
  correspondance: mapping,
  publier: z.boolean(),
})

export const listingContract = {
  procedures: {
    'listing.read': procedure(z.object({ structureId: id }), Listing),
    /** A listing to change: its working copy, or what the server last told when nothing was begun. */
    'listing.edit': procedure(key, Edit),
    /** A new service or model, empty or made after another; nothing is sent before `listing.submit`. */
    'listing.create': procedure(
      z.object({
        kind: z.enum(['service', 'modele']),
        structureId: id,
        /** `service` → `service`: a copy; `modele` → `service`: follows it; `service` → `modele`: the service then follows it. */
        depuis: z.object({ kind: z.enum(['service', 'modele']), id }).nullable(),
      }),
      z.object({ id }),
    ),
    /** Autosave of the working copy: the whole flat document, valid or not. `base`: the version typed over; `fiche-modifiee-ailleurs` otherwise. */
    'listing.save': procedure(
      key.extend({ doc: FlatDoc, base: z.number().int() }),
      z.object({ version: z.number().int(), le: z.string() }),
    ),
    /**
     * Sends the working copy, as an edit of the fields it changed. `statut` when it becomes something else.
     * Fails with `fiche-incomplete` (details.champs), `fiche-invalide`, `fiche-heurts`; nothing is lost then.
     */
    'listing.submit': procedure(key.extend({ statut: Status.nullable() }), z.void()),
    /** Forgets the working copy; `listing.restore` brings it back as long as the application runs. */
    'listing.discard': procedure(key, z.void()),
    'listing.restore': procedure(key, z.void()),
    'listing.choose': procedure(key.extend({ choix: z.record(z.string(), z.enum(['mienne', 'leur'])) }), Edit),

    /** One field or several, of one service or many, without opening them: table, inline. */
    'listing.change': procedure(z.object({ structureId: id, ids, patch: FlatDoc }), Done),
    'listing.setStatus': procedure(z.object({ structureId: id, ids, statut: Status }), Done),
    /** « Toujours exact »: groups of fields, all of them when none is named. No edit. `moyen`: how a moderator checked. */
    'listing.verify': procedure(
      z.object({
        kind: z.enum(['service', 'structure']),
        structureId: id,
        ids,
        groupes: z.array(z.string().max(40)).max(20),
        moyen: z.enum(['poste', 'telephone']).optional(),
      }),
      Done,
    ),
    'listing.setAvailability': procedure(
      z.object({ structureId: id, ids, disponibilite: Disponibilite.omit({ dit_le: true }).nullable() }),
      Done,
    ),
    'listing.followModel': procedure(
      z.object({ structureId: id, ids, acte: z.enum(['mettre-a-jour', 'refuser', 'detacher']) }),
      Done,
    ),
    /** Only suggestions of services are removed; a model that nothing follows is too. */
    'listing.remove': procedure(z.object({ kind: z.enum(['service', 'modele']), structureId: id, ids }), Done),
    'listing.undo': procedure(z.object({ annuler: z.string() }), z.void()),

    /** These ask the server: they fail with `compte-hors-ligne` without it. */
    'listing.history': procedure(key.extend({ depuis: z.string().nullable() }), History),
    'listing.presence': procedure(key.extend({ actif: z.boolean() }), Presences),
    'listing.addBranch': procedure(z.object({ structureId: id, antenne: BranchCreation }), z.object({ id })),
    'listing.inviteMany': procedure(
      z.object({ structureId: id, courriels: z.array(z.string().max(254)).min(1).max(50), admin: z.boolean() }),
      z.object({ faits: z.array(z.string()), refus: z.array(z.object({ courriel: z.string(), raison: z.string() })) }),
    ),
    /** A document to fill in; its address goes into `dora.forms`. */
    'listing.addFile': procedure(
      z.object({ structureId: id, nom: z.string().min(1).max(64), base64: z.string().max(8_500_000) }),
      z.object({ nom: z.string(), url: z.string() }),
    ),

    'suggestions.mine': procedure(z.void(), z.array(Suggestion)),
    'suggestions.make': procedure(
      z.object({
        cible: z.object({ kind: z.enum(['service', 'structure']), id }),
        champ: z.string().max(80).nullable(),
        valeur: json,
        message: z.string().max(2_000),
      }),
      z.void(),
    ),
    /** `acceptee`: the field takes the value. */
    'suggestions.answer': procedure(
      z.object({ id, etat: SuggestionEtat.exclude(['ouverte']), texte: z.string().max(2_000) }),
      z.void(),
    ),

    /** A file of services or structures; read here, nothing leaves. Fails with the `tableau-…` codes. */
    'tables.read': procedure(
      z.object({
        quoi: z.enum(['services', 'structures']),
        nom: z.string().max(255),
        base64: z.string().max(70_000_000),
        feuille: z.string().max(255).nullable(),
      }),
      TableRead,
    ),
    /** The trial: what would be made, and what is wrong, row by row. Changes nothing. */
    'tables.preview': procedure(importAsk, TablePreview),
    /** Makes what the preview announced: all that has no error. The mapping is remembered. */
    'tables.run': procedure(importAsk, Done),
    'tables.export': procedure(
      z.object({ structureId: id, format: z.enum(['csv', 'xlsx']) }),
      z.object({ nom: z.string(), base64: z.string() }),
    ),
  },
  events: {
    /** Rows, working copies or suggestions of listings changed: read them again. Null: perhaps all. */
    'listing.changed': z.object({ structureId: z.string().nullable() }),
  },
} as const
