import OpeningHours from 'opening_hours'
import { createDecodeHours } from '#shared/hours/decode.ts'

/** OSM opening hours as people read them, with the library that knows their grammar. */
export const decodeHours = createDecodeHours((value, place) => new OpeningHours(value, place))
