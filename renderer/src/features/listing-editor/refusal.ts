import type { Problem } from '#shared/listing/problems.ts'
import type { Json } from '#shared/rpc.ts'

/** Problems as a refusal of the desk or of the server tells them. */
export const problemsOf = (details: { readonly [key: string]: Json } | undefined): readonly Problem[] => {
  const champs = details?.['champs']
  if (!Array.isArray(champs)) return []
  return champs.flatMap((one: Json) => {
    if (typeof one === 'string') return [{ champ: one, message: '' }]
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return []
    const { champ, message } = one as { readonly [key: string]: Json | undefined }
    return typeof champ === 'string' ? [{ champ, message: typeof message === 'string' ? message : '' }] : []
  })
}
