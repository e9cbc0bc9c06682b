/** What a person who runs the server may have to read. */
const MESSAGES = {
  'newer-schema':
    'La base du serveur a été préparée par une version plus récente (schéma {found}, cette version connaît {known}). Rien n’a été modifié. Mettez le serveur à jour.',
  'not-a-store': 'Cette base contient autre chose qu’un catalogue DORA. Rien n’a été modifié. Indiquez une base vide.',
  'not-utf8': 'La base PostgreSQL n’est pas en UTF-8. Rien n’a été modifié. Créez une base avec ENCODING ’UTF8’.',
  'target-not-empty':
    'La base d’arrivée contient déjà des données. Rien n’a été copié ni modifié. Indiquez une base vide, puis relancez la copie.',
  'copy-differs':
    'La copie ne correspond pas à l’original ({table}). Elle a été annulée et l’original est intact. Relancez la copie.',
  'email-taken': 'Un compte existe déjà avec cette adresse électronique. Rien n’a été modifié.',
  'unstorable-text': 'Un identifiant contient un caractère qui ne peut pas être enregistré. Rien n’a été modifié.',
} as const

export type StoreErrorCode = keyof typeof MESSAGES

export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, details: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(
      MESSAGES[code].replace(/\{(\w+)\}/g, (_all, name: string) => String(details[name] ?? '')),
      { cause },
    )
    this.name = 'StoreError'
    this.code = code
  }
}
