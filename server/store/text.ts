import { StoreError } from './errors.ts'

/** PostgreSQL refuses NUL, and UTF-8 has no lone surrogates: such a text would not come back as it went. */
export const storable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** @throws StoreError `unstorable-text` */
export const mustBeStorable = (...texts: readonly string[]): void => {
  if (!texts.every(storable)) throw new StoreError('unstorable-text')
}
