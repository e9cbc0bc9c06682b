import type { Json } from '#shared/rpc.ts'

/** Readings of a field of a flat record, whatever it holds. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
export const listOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
export const numberOf = (value: Json | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

export type FormFile = { readonly nom: string; readonly url?: string }
export const filesOf = (value: Json | undefined): readonly FormFile[] =>
  !Array.isArray(value)
    ? []
    : value.flatMap((one: Json) => {
        if (typeof one !== 'object' || one === null || Array.isArray(one)) return []
        const { nom, url } = one as { readonly [key: string]: Json | undefined }
        return typeof nom === 'string' ? [{ nom, ...(typeof url === 'string' && { url }) }] : []
      })

export const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
