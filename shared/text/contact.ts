/** « 01 23 45 67 89 » for a French number, « 3949 » for a short one, the number as written otherwise. */
export const displayPhone = (telephone: string): string => {
  const digits = telephone.replace(/[^\d+]/g, '')
  const national = /^\+33(\d{9})$/.exec(digits)
  const local = national === null ? /^0\d{9}$/.exec(digits)?.[0] : `0${national[1]}`
  if (local !== undefined) return local.replace(/(\d{2})(?=\d)/g, '$1\u00a0')
  const overseas = /^\+(590|594|596|262|508|687|689)(\d{6,9})$/.exec(digits)
  if (overseas !== null) return `+${overseas[1]}\u00a0${(overseas[2] ?? '').replace(/(\d{2,3})(?=(\d{2})+$)/g, '$1\u00a0')}`
  return /^\d{2,6}$/.test(digits) ? digits : telephone
}

export const telephoneUrl = (telephone: string): string => `tel:${telephone.replace(/[^\d+]/g, '')}`

/** Longest mailto the usual mail programs of Windows open whole. */
const MAILTO_MAX = 1900

/** A prepared e-mail; the body is cut at a line so that the address stays within what mail programs open. */
export const mailtoUrl = ({
  to = '',
  subject,
  body,
}: {
  readonly to?: string
  readonly subject: string
  readonly body: string
}): string => {
  const lines = body.split('\n')
  const make = (kept: readonly string[]) =>
    `mailto:${encodeURIComponent(to).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(kept.join('\r\n'))}`
  while (lines.length > 1 && make(lines).length > MAILTO_MAX) lines.pop()
  return make(lines)
}
