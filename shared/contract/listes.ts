import { z } from 'zod'
import { ListeLigne, ListeRow } from '../memory/list.ts'
import { procedure } from '../rpc.ts'
import { Card } from '../search/result.ts'

const id = z.uuid()
const file = z.object({ nom: z.string(), type: z.string(), base64: z.string() })
const key = ListeLigne.pick({ kind: true, id: true })

export const Liste = z.object({
  id,
  structure_id: ListeRow.shape.structure_id,
  nom: z.string(),
  description: z.string(),
  structureNom: z.string(),
  version: z.number().int(),
  modifie_le: z.string(),
  /** What this desk has done that the server does not know yet. */
  envoi: z.enum(['a-jour', 'attente', 'refuse']),
  lignes: z.array(ListeLigne.extend({ card: Card.nullable(), disponible: z.boolean() })),
})
export type Liste = z.infer<typeof Liste>

export const listesContract = {
  procedures: {
    /** Lists of the structures one is a member of; empty without account. */
    'listes.list': procedure(z.void(), z.array(Liste)),
    'listes.creer': procedure(z.object({ structureId: z.string(), nom: z.string().trim().min(1).max(120) }), z.object({ id })),
    'listes.renommer': procedure(
      z.object({ id, nom: z.string().trim().min(1).max(120), description: z.string().max(1_000) }),
      z.void(),
    ),
    'listes.remove': procedure(z.object({ id }), z.void()),
    'listes.ajouter': procedure(z.object({ id, ligne: ListeLigne.pick({ kind: true, id: true, nom: true }) }), z.void()),
    'listes.retirer': procedure(z.object({ id, ligne: key }), z.void()),
    'listes.noter': procedure(
      z.object({ id, ligne: key, note: z.string().max(2_000), etiquettes: z.array(z.string().trim().min(1).max(40)).max(10) }),
      z.void(),
    ),
    /** Puts a line before another; null: at the end. */
    'listes.deplacer': procedure(z.object({ id, ligne: key, avant: key.nullable() }), z.void()),
    'listes.exporter': procedure(z.object({ id, format: z.enum(['csv', 'xlsx']) }), file),
    /** Notes of every list about one record, for its sheet. */
    'listes.notes': procedure(
      key,
      z.array(
        z.object({
          listeId: id,
          liste: z.string(),
          note: z.string(),
          etiquettes: z.array(z.string()),
          par: z.string(),
          le: z.string(),
        }),
      ),
    ),
    /** Of what is starred or in a list: what changed in the catalogue since it was last looked at. */
    'listes.changements': procedure(
      z.void(),
      z.array(
        z.object({
          kind: z.enum(['service', 'structure']),
          id: z.string(),
          nom: z.string(),
          champs: z.array(z.string()),
          disparu: z.boolean(),
          le: z.string(),
        }),
      ),
    ),
    'listes.changementsVus': procedure(z.void(), z.void()),
  },
  events: { 'listes.changed': z.object({}) },
} as const
