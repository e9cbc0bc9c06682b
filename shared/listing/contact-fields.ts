/** Fields of a flat service that hold its contact, and what each is called in `dora.contact_masque` (record.ts). */
export const CHANNEL_OF = {
  'dora.contact_name': 'nom',
  telephone: 'telephone',
  courriel: 'courriel',
} as const satisfies Readonly<Record<string, 'nom' | 'telephone' | 'courriel'>>

export type ContactField = keyof typeof CHANNEL_OF

export const isContactField = (champ: string): champ is ContactField => Object.hasOwn(CHANNEL_OF, champ)
