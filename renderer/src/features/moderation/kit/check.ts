import { type Correspondant, KitDemande, type KitResume, type Logo, MAX_BIENVENUE, MAX_DEPARTEMENTS } from '#shared/kit/kit.ts'
import { readLogo, type LogoProblem } from '#shared/kit/logo.ts'
import { toBase64 } from '../../../lib/read-file.ts'

/** What is typed to make a kit, as it is. */
export type Typed = {
  readonly nom: string
  readonly departements: ReadonlySet<string>
  readonly bienvenue: string
  readonly correspondant: Correspondant
  readonly logo: Logo | null
}
export type Field = 'nom' | 'departements' | 'bienvenue' | 'contact' | 'courriel' | 'alt'

export const NOBODY: Correspondant = { nom: '', fonction: '', courriel: '', telephone: '' }

/** What the form begins with: the kit that this is the next version of, or nothing but the only territory there is. */
export const typedOf = (before: KitResume | null, allowed: readonly string[]): Typed => ({
  nom: before?.nom ?? '',
  departements: new Set(before?.departements ?? (allowed.length === 1 ? allowed : [])),
  bienvenue: before?.bienvenue ?? '',
  correspondant: before?.correspondant ?? NOBODY,
  logo: before?.logo ?? null,
})

/** The same rules as the server’s; which field to correct, in the order of the form. */
export const checkTyped = (
  id: string | null,
  typed: Typed,
): { readonly ok: KitDemande } | { readonly wrong: ReadonlySet<Field> } => {
  const read = KitDemande.safeParse({ id, ...typed, departements: [...typed.departements] })
  if (read.success) return { ok: read.data }
  const { correspondant } = typed
  const reached = correspondant.courriel.trim() !== '' || correspondant.telephone.trim() !== ''
  const wrong = new Set<Field>()
  for (const { path } of read.error.issues) {
    const [first, second] = path
    if (first === 'nom' || first === 'departements' || first === 'bienvenue') wrong.add(first)
    else if (first === 'logo') wrong.add('alt')
    else if (second === 'courriel' && reached && correspondant.courriel.trim() !== '') wrong.add('courriel')
    else wrong.add('contact')
  }
  if (typed.departements.size === 0 || typed.departements.size > MAX_DEPARTEMENTS) wrong.add('departements')
  if (typed.bienvenue.length > MAX_BIENVENUE) wrong.add('bienvenue')
  return { wrong }
}

/** A chosen image as a logo, or why it is refused. */
export const logoOf = async (file: Pick<File, 'arrayBuffer'>, alt: string): Promise<Logo | LogoProblem> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const read = readLogo(bytes)
  return typeof read === 'string' ? read : { type: read.type, base64: toBase64(bytes), alt }
}
