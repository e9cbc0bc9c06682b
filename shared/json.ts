import { z } from 'zod'
import type { Json } from './rpc.ts'

/** Any JSON value, as the rest of the code types it. */
export const json: z.ZodType<Json> = z.json()
