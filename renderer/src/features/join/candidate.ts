import type { Etablissement } from '#shared/accounts/wire.ts'
import type { DoraContract } from '#shared/contract.ts'
import type { InputOf } from '#shared/rpc.ts'
import type { Rattachement } from '#shared/accounts/compte.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import { fold } from '#shared/geo/fold.ts'
import type { Card } from '#shared/search/result.ts'
import { addressLine } from '#shared/text/address.ts'

type JoinInput = InputOf<DoraContract, 'account.join'>

/** A structure that a person is about to join, wherever it was found. */
export type Candidate = {
  readonly nom: string
  readonly siret: string | null
  readonly adresse: string | null
  /** Null when the catalogue does not have it yet. */
  readonly structureId: string | null
  /** Null when it is not known here: the server will tell. */
  readonly aAdministrateur: boolean | null
  readonly declare?: NonNullable<JoinInput['declare']>
}

export const fromEstablishment = ({ nom, siret, adresse, code_postal, commune, structure }: Etablissement): Candidate => ({
  nom,
  siret,
  adresse: addressLine({ adresse, code_postal, commune }),
  structureId: structure?.id ?? null,
  aAdministrateur: structure?.a_administrateur ?? false,
})

export const fromCatalogue = (structure: Structure): Candidate => ({
  nom: structure.nom,
  siret: structure.siret ?? null,
  adresse: addressLine(structure),
  structureId: structure.id,
  aAdministrateur: null,
})

export const fromDeclaration = (siret: string, declare: NonNullable<JoinInput['declare']>): Candidate => ({
  nom: declare.nom,
  siret,
  adresse: addressLine({ adresse: declare.adresse, code_postal: declare.code_postal, commune: declare.commune }),
  structureId: null,
  aAdministrateur: false,
  declare,
})

/** A structure of the catalogue of this desk, as a search tells of it. */
export type Known = { readonly id: string; readonly nom: string; readonly commune: string | null }

/** Structures of the services found whose own name has, for each word typed, a word that begins like it; each once. */
export const structuresAmong = (cards: readonly Pick<Card, 'structure' | 'commune'>[], typed: string): readonly Known[] => {
  const words = fold(typed).split(' ').filter(Boolean)
  const found = new Map<string, Known>()
  for (const { structure, commune } of cards) {
    if (structure === null || found.has(structure.id)) continue
    const parts = fold(structure.nom).split(' ')
    if (words.every((word) => parts.some((part) => part.startsWith(word)))) found.set(structure.id, { ...structure, commune })
  }
  return [...found.values()]
}

/** What the server is asked: by the structure when it has it, by the SIRET else. Null when nothing names it. */
export const joinInput = ({ structureId, siret, declare }: Candidate): JoinInput | null => {
  if (structureId !== null) return { structureId }
  if (siret === null) return null
  return declare === undefined ? { siret } : { siret, declare }
}

/** What the main button does: `entrer` and `relancer` join nothing, for it is done or asked already. */
export type Act = 'rejoindre' | 'entrer' | 'relancer'

export const actFor = (tie: Rattachement | null): Act =>
  tie?.etat === 'membre' ? 'entrer' : tie?.etat === 'demande' ? 'relancer' : 'rejoindre'

/** Whether the person may become its first administrator, and must say that they answer for it. */
export const asksResponsibility = ({ aAdministrateur }: Candidate, tie: Rattachement | null): boolean =>
  tie === null && aAdministrateur !== true

/** What an address asked for: `/rejoindre?siret=…`. The first one that has its shape. */
export type Wanted = { readonly kind: 'siret' | 'safir' | 'structure'; readonly value: string } | null

export const wantedFrom = (search: string): Wanted => {
  const values = new URLSearchParams(search)
  const structure = values.get('structure') ?? ''
  if (structure !== '' && structure.length <= 200) return { kind: 'structure', value: structure }
  const siret = (values.get('siret') ?? '').replace(/\s/g, '')
  if (/^\d{14}$/.test(siret)) return { kind: 'siret', value: siret }
  const safir = (values.get('safir') ?? '').trim()
  return /^\d{5}$/.test(safir) ? { kind: 'safir', value: safir } : null
}

/** « Lille (59) » is shown; « Lille » is the commune's name. */
export const communeName = (label: string): string => label.replace(/\s*\([^()]*\)$/, '')
