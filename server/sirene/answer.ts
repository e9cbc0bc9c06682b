import { z } from 'zod'
import { fold } from '#shared/geo/fold.ts'
import type { SireneEtablissement } from './sirene.ts'

/** What « recherche-entreprises » answers, and what is kept of it. Fields that nobody reads here are not named. */

const text = z.string().nullish()

const Etablissement = z.object({
  siret: text,
  activite_principale: text,
  adresse: text,
  code_postal: text,
  commune: text,
  libelle_commune: text,
  est_siege: z.boolean().nullish(),
  etat_administratif: text,
  statut_diffusion_etablissement: text,
  liste_enseignes: z.array(z.string().nullable()).nullish(),
  nom_commercial: text,
  latitude: text,
  longitude: text,
  // Of head offices only.
  complement_adresse: text,
  numero_voie: text,
  indice_repetition: text,
  type_voie: text,
  libelle_voie: text,
})
type Etablissement = z.infer<typeof Etablissement>

const UniteLegale = z.object({
  nom_complet: text,
  nom_raison_sociale: text,
  etat_administratif: text,
  statut_diffusion: text,
  siege: Etablissement.nullish(),
  matching_etablissements: z.array(Etablissement).max(100).nullish(),
})

export const RegisterAnswer = z.object({ results: z.array(UniteLegale).max(25) })
export type RegisterAnswer = z.infer<typeof RegisterAnswer>

const MAX_NAME = 255
/** Written by the register in the place of what a person asked not to publish; `[ND]` by INSEE's own files. */
const WITHHELD = /\[(ND|NON[- ]DIFFUSIBLE)\]/i
const COMMUNE = /^\d[\dAB]\d{3}$/

const clean = (value: string | null | undefined): string => (value ?? '').replace(/\s+/g, ' ').trim()

/** dora-backend.md §1.9. */
export const publicName = (own: string, parent: string): string => {
  const [a, b] = [fold(own), fold(parent)]
  const name = own === '' ? parent : parent === '' || a.includes(b) || b.includes(a) ? own : `${own} (${parent})`
  return [...name].slice(0, MAX_NAME).join('')
}

const ownName = ({ liste_enseignes, nom_commercial }: Etablissement): string =>
  [...(liste_enseignes ?? []), nom_commercial].map(clean).find((name) => name !== '') ?? ''

/** Number and street. Only head offices come with them apart; elsewhere they are what stands before the postal code. */
const streetOf = (one: Etablissement): string => {
  const parts = [one.numero_voie, one.indice_repetition, one.type_voie, one.libelle_voie].map(clean).filter((part) => part !== '')
  if (parts.length > 0) return parts.join(' ')
  const whole = clean(one.adresse)
  const cut = /^(?:(.*) )?\d{5} \D.*$/.exec(whole)
  return cut === null ? whole : (cut[1] ?? '')
}

const degrees = (value: string | null | undefined, most: number): number | null => {
  const number = Number(clean(value) || Number.NaN)
  return Math.abs(number) <= most ? number : null
}

/** Null when it is not to be shown: closed, abroad, or withheld. */
const projected = (one: Etablissement, parent: string): SireneEtablissement | null => {
  const nom = publicName(ownName(one), parent)
  const shown = one.etat_administratif === 'A' && one.statut_diffusion_etablissement !== 'P'
  const siret = clean(one.siret)
  const code_insee = clean(one.commune)
  if (!shown || nom === '' || WITHHELD.test(nom) || !/^\d{14}$/.test(siret) || !COMMUNE.test(code_insee)) return null
  const [latitude, longitude] = [degrees(one.latitude, 90), degrees(one.longitude, 180)]
  const complement = clean(one.complement_adresse)
  return {
    siret,
    nom,
    adresse: streetOf(one),
    ...(complement === '' ? {} : { complement }),
    code_postal: clean(one.code_postal),
    commune: clean(one.libelle_commune),
    code_insee,
    // Half a point is no place.
    latitude: longitude === null ? null : latitude,
    longitude: latitude === null ? null : longitude,
    ape: clean(one.activite_principale) || null,
    siege: one.est_siege === true,
  }
}

export type Found = SireneEtablissement & { readonly named: boolean }

/** Every establishment of an answer that may be shown, once each; `named` when it has a name of its own. */
export const establishmentsOf = ({ results }: RegisterAnswer): readonly Found[] => {
  const found = new Map<string, Found>()
  for (const unit of results) {
    if (unit.etat_administratif !== 'A' || unit.statut_diffusion === 'P') continue
    const parent = clean(unit.nom_raison_sociale) || clean(unit.nom_complet)
    const siege = unit.siege?.siret == null ? [] : [{ ...unit.siege, est_siege: true }]
    // The head office first: it is the one that comes with its address in parts.
    for (const one of [...siege, ...(unit.matching_etablissements ?? [])]) {
      const shown = projected(one, parent)
      if (shown !== null && !found.has(shown.siret)) found.set(shown.siret, { ...shown, named: ownName(one) !== '' })
    }
  }
  return [...found.values()]
}
