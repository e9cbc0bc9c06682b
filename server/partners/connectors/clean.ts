import type { Service, Structure } from '#shared/catalogue/record.ts'

/**
 * What is left out of a partner’s sheet: what is said of a listing here alone (its moderation, who checked it…), which would make it
 * one that people keep here; and the score, which falls with time and is reckoned when it is of use.
 */

const SAID_HERE = [
  'status',
  'moderation_status',
  'verifications',
  'disponibilite',
  'delai_reponse',
  'modele',
  'modele_somme',
  'contact_masque',
  'is_obsolete',
  'parent',
] as const satisfies readonly (keyof NonNullable<Service['dora']> | keyof NonNullable<Structure['dora']>)[]

const without = <T extends object>(record: T, names: readonly string[]): T =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name))) as T

export const cleanStructure = (one: Structure): Structure =>
  one.dora === undefined ? one : { ...one, dora: without(one.dora, SAID_HERE) }

export const cleanService = (one: Service): Service => {
  const { dora, ...rest } = without(one, ['score_qualite'])
  return dora === undefined ? rest : { ...rest, dora: without(dora, SAID_HERE) }
}

/** Its producer does not show it. */
export const isUnpublished = ({ dora }: Service): boolean => dora?.status !== undefined && dora.status !== 'PUBLISHED'
