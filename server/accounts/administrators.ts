import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Accounts, User } from '../store/types.ts'
import { hashPassword, readablePassword } from './password.ts'
import { emailKey, newUser } from './user.ts'

export const FIRST_EMAIL = 'admin@dora.local'
export const FIRST_FILE = 'premier-administrateur.txt'

/** @param now milliseconds since 1970. Rejects with StoreError `email-taken`. */
export const addAdministrator = async (
  accounts: Accounts,
  account: { readonly courriel: string; readonly nom: string; readonly password: string },
  now: number,
): Promise<User> => {
  const user = newUser(
    {
      courriel: emailKey(account.courriel),
      nom: account.nom,
      role: 'administrateur',
      motDePasse: await hashPassword(account.password),
      valide: true,
    },
    now,
  )
  await accounts.addUser(user)
  return user
}

/**
 * The administrator of a server that starts for the first time: made when there is no account at all. The password is answered
 * once, and kept in a file of the server's folder that only its owner reads. Null when there are accounts already.
 */
export const ensureFirstAdministrator = async (
  accounts: Accounts,
  folder: string,
  now: number,
): Promise<{ readonly courriel: string; readonly password: string; readonly file: string } | null> => {
  if ((await accounts.users()).length > 0) return null
  const password = readablePassword()
  const file = join(folder, FIRST_FILE)
  // Written first: an account whose password is nowhere would lock its owner out.
  rmSync(file, { force: true })
  writeFileSync(
    file,
    `Premier administrateur du serveur DORA\n\nAdresse\u202f: ${FIRST_EMAIL}\nMot de passe\u202f: ${password}\n\nChangez ce mot de passe (npm run server -- admin password ${FIRST_EMAIL}), puis supprimez ce fichier.\n`,
    { mode: 0o600 },
  )
  await addAdministrator(accounts, { courriel: FIRST_EMAIL, nom: 'Administrateur', password }, now)
  return { courriel: FIRST_EMAIL, password, file }
}
