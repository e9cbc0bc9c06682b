import { z } from 'zod'
import { Suivi, SuiviGeste } from '../kit/checklist.ts'
import { Correspondant, Departements, Kit, KitDemande, Kits, KitResume } from '../kit/kit.ts'
import { MAX_KIT_BYTES } from '../kit/file.ts'
import { Destinataire, DestinatairesDemande } from '../kit/territory.ts'
import { procedure } from '../rpc.ts'

/**
 * The territory kit. What is made and followed is asked of the server (`compte-hors-ligne` without it); a kit is read and installed on
 * the desk, from a file, without network.
 */

const Fichier = z.object({ nom: z.string(), type: z.string(), base64: z.string() })
export type KitDocument = z.infer<typeof Fichier>

const kitBytes = z.base64().max(Math.ceil(MAX_KIT_BYTES / 3) * 4)

export const KitLu = z.object({
  kit: Kit,
  /** Of the key that signs it: `ABCD-0123-…`. */
  empreinte: z.string(),
  /** `nouveau`: none is installed; `autre`: one of another territory, of the same server. */
  suite: z.enum(['nouveau', 'mise-a-jour', 'identique', 'autre']),
  /** Address of this desk’s server; null without one. `embarque`: the one that comes with the application. */
  serveur: z.object({ ici: z.string().nullable(), embarque: z.boolean(), memes: z.boolean() }),
  /** What the server of this desk says of the key, when it is the kit’s; null when it could not be asked. */
  confirmee: z.boolean().nullable(),
  /** Names of the lists that are others on this desk. */
  referentiels_autres: z.array(z.string()),
})
export type KitLu = z.infer<typeof KitLu>

export const KitInstalle = z.object({ kit: Kit, empreinte: z.string(), installe_le: z.string() })
export type KitInstalle = z.infer<typeof KitInstalle>

/** A letter is one page. */
export const MAX_MESSAGE = 700
export const Lettre = z.strictObject({
  ...DestinatairesDemande.shape,
  /** Who writes. */
  signataire: Correspondant,
  organisme: z.string().trim().min(1).max(120),
  /** Added after what every letter says; may be empty. */
  message: z.string().trim().max(MAX_MESSAGE),
  /** ISO day. */
  date: z.iso.date(),
})
export type Lettre = z.infer<typeof Lettre>

export const kitContract = {
  procedures: {
    'kit.list': procedure(z.void(), Kits),
    /** Signs the next version, and gives its file. */
    'kit.make': procedure(KitDemande, z.object({ kit: KitResume, fichier: Fichier })),
    'kit.file': procedure(z.object({ id: z.uuid() }), Fichier),
    /** Forgets a kit on the server; desks that have it keep it. */
    'kit.remove': procedure(z.object({ id: z.uuid() }), z.void()),
    /** What a file is, once its signature is known to be good; nothing is installed. */
    'kit.read': procedure(z.object({ base64: kitBytes }), KitLu),
    /** `serveur`: also takes the kit’s server; a desk that has none always does. */
    'kit.install': procedure(z.object({ base64: kitBytes, serveur: z.boolean() }), KitInstalle),
    'kit.installed': procedure(z.void(), KitInstalle.nullable()),
    /** The server and the territory of the desk stay as they are. */
    'kit.uninstall': procedure(z.void(), z.void()),
    'kit.presentation': procedure(
      z.object({ departements: Departements, correspondant: Correspondant.nullable(), kit: z.uuid().nullable() }),
      Fichier,
    ),
    'kit.addressees': procedure(DestinatairesDemande, z.array(Destinataire)),
    'kit.letters': procedure(z.object({ lettre: Lettre, format: z.enum(['pdf', 'csv']) }), Fichier),
    'kit.checklist': procedure(z.object({ departement: z.string().max(3) }), Suivi),
    'kit.follow': procedure(z.object({ departement: z.string().max(3), geste: SuiviGeste }), Suivi),
    'kit.checklistPdf': procedure(z.object({ departement: z.string().max(3) }), Fichier),
  },
  events: {
    /** A kit was installed here, or taken away. */
    'kit.changed': z.void(),
  },
} as const
