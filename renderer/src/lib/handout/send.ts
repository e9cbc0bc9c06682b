import { mailtoUrl } from '#shared/text/contact.ts'
import { handoutDialog as t } from '../../i18n/handout-dialog.ts'
import { client } from '../api.ts'
import { showToast } from '../toasts.ts'

type Words = { readonly objet: string; readonly texte: string; readonly sms: string }

/** Longest address of an e-mail that mail programs open whole; other alphabets take six characters a letter. */
const MOST_ADDRESS = 1_900

/** The whole sheet as the address of a prepared e-mail; null when it would be cut. */
export const wholeMail = ({ objet, texte }: Pick<Words, 'objet' | 'texte'>): string | null => {
  const body = texte.replaceAll('\n', '\r\n')
  return encodeURIComponent(objet).length + encodeURIComponent(body).length > MOST_ADDRESS
    ? null
    : mailtoUrl({ subject: objet, body: texte })
}

const copy = async (text: string, message: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    showToast({ message })
    return true
  } catch {
    showToast({ tone: 'erreur', message: t.copyFailed })
    return false
  }
}

/** Opens the mail program on the sheet; one that is too long is copied, and the e-mail waits for it. */
export const sendMail = async (words: Words): Promise<void> => {
  const url = wholeMail(words)
  if (url === null && !(await copy(words.texte, t.emailCopied))) return
  try {
    await client.call('app.openExternal', { url: url ?? mailtoUrl({ subject: words.objet, body: t.emailPaste }) })
  } catch (error) {
    showToast({ tone: 'erreur', message: error instanceof Error ? error.message : String(error) })
  }
}

export const copySms = ({ sms }: Words): Promise<boolean> => copy(sms, t.smsCopied(sms.length))
