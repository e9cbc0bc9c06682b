import { z } from 'zod'

/** `manifest.json`: what a release is and holds. Paths are relative to it, on the disk as over HTTP. */

export const SCHEMA = { nom: 'data·inclusion', version: '1.0.8' } as const

/** Of a file of a release, or a name in an address: nothing that could climb out of a folder. */
const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/)
export const Version = z.string().regex(/^[0-9a-f]{16}(-\d{1,4})?$/)
const Chemin = z.string().regex(/^(v\/[0-9a-f-]{16,21}|changements)\/[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/)
const Kept = { octets: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) } as const
const Nombre = z.number().int().min(0)

export const Fichier = z.object({
  nom: Name,
  chemin: Chemin,
  titre: z.string(),
  format: z.string(),
  contenu: z.enum(['structures', 'services', 'tout']),
  /** Media type. */
  type: z.string(),
  enregistrements: Nombre,
  ...Kept,
  /** The same, compressed; null for a format that already is. */
  gzip: z.object({ nom: Name, chemin: Chemin, ...Kept }).nullable(),
})
export type Fichier = z.infer<typeof Fichier>

/** Applied to the files of `de`, gives those of `vers` (changes.ts). */
export const Changement = z.object({
  de: Version,
  vers: Version,
  nom: Name,
  chemin: Chemin,
  /** ISO instant. */
  date: z.string(),
  enregistrements: Nombre,
  ...Kept,
})
export type Changement = z.infer<typeof Changement>

const Comptes = z.object({ structures: Nombre, services: Nombre })

export const Manifest = z.object({
  titre: z.string(),
  schema: z.object({ nom: z.string(), version: z.string(), structures: z.string(), services: z.string() }),
  licence: z.object({ nom: z.string(), adresse: z.string() }),
  producteur: z.string(),
  /** Address of the server that publishes. */
  origine: z.string(),
  version: Version,
  /** SHA-256 of what the version is named after: the records, who publishes them, under what licence, in which files. */
  contenu: z.string().regex(/^[0-9a-f]{64}$/),
  precedente: Version.nullable(),
  /** ISO instant of the publication. */
  date: z.string(),
  /** Day in Paris on which the records were as they are here. */
  jour: z.string(),
  /** Of the reference: `<epoch>.<seq>`. */
  reference: z.string(),
  /** True for a demonstration: none of it exists. */
  inventees: z.boolean(),
  comptes: Comptes,
  sources: z.record(z.string(), Comptes),
  /** Records that stay, by reason. */
  ecartees: z.object({ structures: z.record(z.string(), Nombre), services: z.record(z.string(), Nombre) }),
  fichiers: z.array(Fichier),
  /** From the oldest to the newest, each beginning where the former ends. */
  changements: z.array(Changement),
})
export type Manifest = z.infer<typeof Manifest>
