/**
 * What may be attached to a request (dora-screens.md §4.3, dora-backend.md §2.10), checked on both sides:
 * by the screen before it sends a file, and by the store, which alone decides.
 */
export const MAX_ATTACHMENT_BYTES = 5 * 1024 * 1024
export const MAX_ATTACHMENTS = 10
export const MAX_NAME_LENGTH = 100

/** Extension → media type. */
export const ATTACHMENT_TYPES = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
} as const

export type AttachmentExtension = keyof typeof ATTACHMENT_TYPES

/** For sentences and for the file picker. */
export const ATTACHMENT_FORMATS = Object.keys(ATTACHMENT_TYPES).join(', ')
export const ATTACHMENT_ACCEPT = Object.keys(ATTACHMENT_TYPES)
  .map((extension) => `.${extension}`)
  .join(',')

/** The accepted extension of a file name, whatever its case; null for any other. */
export const extensionOf = (name: string): AttachmentExtension | null => {
  const extension = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(ATTACHMENT_TYPES, extension) ? (extension as AttachmentExtension) : null
}

/** Invisible marks that reverse or hide part of a name: « facture_fdp.exe » shown as « facture_exe.pdf ». */
const HIDDEN = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
const FORBIDDEN = /[/\\<>:"|?*]/
/** Names Windows keeps for devices, whatever follows the dot: such a file cannot be saved by the structure. */
const RESERVED = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$)\s*(?:\.|$)/i

/** Why a file name cannot be used, in French, to complete « Le nom de ce fichier n’est pas utilisable (…) »; null when it can. */
export const nameProblem = (name: string): string | null => {
  if (name.trim() === '') return 'il est vide'
  if ([...name].length > MAX_NAME_LENGTH) return `il dépasse ${MAX_NAME_LENGTH} caractères`
  if (CONTROL.test(name) || HIDDEN.test(name) || !name.isWellFormed()) return 'il contient des caractères invisibles'
  if (FORBIDDEN.test(name)) return 'il contient l’un des caractères / \\ < > : " | ? *'
  if (RESERVED.test(name)) return 'il est réservé par Windows'
  if (/^[.\s]/.test(name) || /[.\s]$/.test(name)) return 'il commence ou finit par un point ou une espace'
  return null
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Documents no one may send: carte Vitale, CPAM rights certificates, anything with the NIR (dora-screens.md §4.3).
 * Judged on a file name or on the name of a document asked for.
 */
export const looksForbidden = (name: string): boolean =>
  /vitale|(?<![a-z])(?:cpam|nir|ameli)(?![a-z])|securite[\s_-]*sociale|droits?[\s_-]*(?:a[\s_-]*l[\s_’'-]*)?(?:assurance[\s_-]*maladie)/.test(
    folded(name),
  )

/** Bank details: no one sends them unless the structure asks for them (dora-screens.md §5.3, information on supporting documents). */
export const looksLikeBankDetails = (name: string): boolean =>
  /(?<![a-z])(?:rib|iban)(?![a-z])|releve[\s_-]*d?[\s_’'-]*identite[\s_-]*bancaire|coordonnees?[\s_-]*bancaires?/.test(
    folded(name),
  )
