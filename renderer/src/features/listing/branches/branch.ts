import { BranchCreation } from '#shared/listing/wire.ts'
import { branchText as t } from '../../../i18n/listing.ts'

/** A new branch as it is typed. */
export type BranchDraft = {
  readonly nom: string
  readonly siret: string
  readonly adresse: string
  readonly complement: string
  readonly commune: { readonly nom: string; readonly code: string } | null
  readonly codePostal: string
  readonly point: { readonly latitude: number; readonly longitude: number } | null
}
export const NO_BRANCH: BranchDraft = {
  nom: '',
  siret: '',
  adresse: '',
  complement: '',
  commune: null,
  codePostal: '',
  point: null,
}

export type BranchProblems = Partial<Record<'nom' | 'siret' | 'adresse' | 'commune' | 'codePostal', string>>

const digits = (siret: string): string => siret.replace(/\s/g, '')

/** What keeps it from being sent, by field; empty when nothing does. `siren`: that of the structure, when it has one. */
export const branchProblems = (draft: BranchDraft, siren: string | null): BranchProblems => {
  const siret = digits(draft.siret)
  const siretWrong =
    siret === ''
      ? undefined
      : !/^\d{14}$/.test(siret)
        ? t.siretForm
        : siren !== null && !siret.startsWith(siren)
          ? t.siretOther
          : undefined
  return {
    ...(draft.nom.trim() === '' && { nom: t.nameNeeded }),
    ...(siretWrong !== undefined && { siret: siretWrong }),
    ...(draft.adresse.trim() === '' && { adresse: t.addressNeeded }),
    ...(draft.commune === null && { commune: t.townNeeded }),
    ...(!/^\d{5}$/.test(draft.codePostal.trim()) && { codePostal: t.postWrong }),
  }
}

/** As the server takes it; null while something is wrong. */
export const branchOf = (draft: BranchDraft): BranchCreation | null => {
  const siret = digits(draft.siret)
  const complement = draft.complement.trim()
  const parsed = BranchCreation.safeParse({
    nom: draft.nom.trim(),
    siret: siret === '' ? null : siret,
    adresse: draft.adresse.trim(),
    complement_adresse: complement === '' ? null : complement,
    code_postal: draft.codePostal.trim(),
    commune: draft.commune?.nom,
    code_insee: draft.commune?.code,
    latitude: draft.point?.latitude ?? null,
    longitude: draft.point?.longitude ?? null,
  })
  return parsed.success ? parsed.data : null
}
