/** What differs between the two hosts, and nothing else: services see only this. */

export type Secrets = {
  /** `systeme`: the key is wrapped by the operating system's store; `fichier`: it lies in a 0600 file. */
  readonly kind: 'systeme' | 'fichier'
  /** One French sentence to show when the protection is weaker than it could be, else null. */
  readonly avertissement: string | null
  /**
   * The 32-byte key of that name: made at random the first time, the same ever after.
   * `name` is a short identifier (`[a-z-]+`), it becomes a file name.
   * Fails with `cle-absente` when the key exists but cannot be read here: a new one is never made over it.
   */
  readonly loadKey: (name: string) => Promise<Uint8Array>
}

/** Nothing of a person in it: it shows on a locked screen too. */
export type Notice = { readonly titre: string; readonly corps: string }

export type Platform = {
  readonly host: 'electron' | 'navigateur'
  readonly version: string
  /** Absolute path of the folder that holds `user.db`, the catalogue, the settings and the logs. */
  readonly dataFolder: string
  /** Opens an address with the system's program. The address has already been judged safe (see `app/safe-url.ts`). */
  readonly openExternal: (url: URL) => Promise<void>
  /**
   * Tells the person by the system's notices, beside the window. `onFollowed`: they clicked it, and the window is before them.
   * False where this host has no such means: the pages are to tell it.
   */
  readonly notify: (notice: Notice, onFollowed: () => void) => boolean
  /** Shows that address of the application (it begins with « / ») in a window of its own; false where the page does it itself. */
  readonly detach: (adresse: string) => boolean
  /** Calls back when the person leaves the machine: it sleeps, or its session is locked. Never where nothing tells it. */
  readonly onAway: (run: () => void) => void
  readonly secrets: Secrets
}
