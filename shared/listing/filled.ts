import type { Json } from '../rpc.ts'

/** Something was written in that field of a sheet. */
export const isFilled = (value: Json | undefined): value is NonNullable<Json> =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
