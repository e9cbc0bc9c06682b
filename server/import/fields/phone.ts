import { internationalPhone } from '#shared/text/phone.ts'

export type Phone =
  | { readonly kind: 'number'; readonly value: string; readonly mobile: boolean }
  | { readonly kind: 'several' }
  | { readonly kind: 'unreadable' }

/**
 * A French number in E.164 (data-inclusion.md §3.5): overseas numbers with their own country code, short numbers as digits,
 * two numbers in one field recognised but not chosen between. `mobile` is true for numbers that usually belong to one person.
 */
export const readPhone = (text: string): Phone => {
  const cleaned = text
    .replace(/^(tél(éphone)?|tel)\s*[.:]*\s*/i, '')
    .replace(/\(0\)/g, '')
    .replace(/[\s.\u00a0\u202f()_-]+/g, '')
    .replace(/^00(?=[1-9])/, '+')
  if (/^\d{2,4}$|^1\d{5}$|^116\d{3}$/.test(cleaned)) return { kind: 'number', value: cleaned, mobile: false }
  if (!/^\+?\d+$/.test(cleaned)) {
    return /\d{9,}\D+\+?\d{9,}/.test(cleaned) ? { kind: 'several' } : { kind: 'unreadable' }
  }
  if (/^(\+33\d{9}|0\d{9}){2,}$/.test(cleaned)) return { kind: 'several' }
  const national =
    cleaned.startsWith('+33') && cleaned.length === 12
      ? `0${cleaned.slice(3)}`
      : /^[1-9]\d{8}$/.test(cleaned)
        ? `0${cleaned}`
        : cleaned
  if (/^0\d{9}$/.test(national)) return { kind: 'number', value: internationalPhone(national), mobile: isMobile(national) }
  if (/^\+(590|594|596|262)\d{9}$/.test(national)) {
    return { kind: 'number', value: national, mobile: isMobile(`0${national.slice(4)}`) }
  }
  if (/^\+(?!33)\d{8,15}$/.test(national)) return { kind: 'number', value: national, mobile: false }
  return { kind: 'unreadable' }
}

const isMobile = (national: string): boolean => /^0[67]/.test(national)
