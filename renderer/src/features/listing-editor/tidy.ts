import { isFrenchPhone, normalisePhone } from '#shared/orientation/formats.ts'

/** A French number as its ten digits; what is none stays as it was typed. */
export const tidyPhone = (text: string): string => (isFrenchPhone(text) ? normalisePhone(text) : text.trim())
