import { z } from 'zod'
import { FeuilleModele, FeuilleOptions, FeuilleSource, Langue } from '../handout/handout.ts'
import { procedure } from '../rpc.ts'

const file = z.object({ nom: z.string(), type: z.string(), base64: z.string() })
const ask = z.object({ source: FeuilleSource, options: FeuilleOptions.prefault({}) })

export const feuilleContract = {
  procedures: {
    /** The sheet as a tagged PDF. Fails with `feuille-vide` when nothing of it is in the catalogue any more. */
    'feuille.pdf': procedure(ask, file),
    /** The sheet as words: for an e-mail, a text message, and a reader before it is printed. `qr`: the text that its code carries. */
    'feuille.texte': procedure(
      ask,
      z.object({
        objet: z.string(),
        /** French, then the other language. */
        texte: z.string(),
        sms: z.string(),
        qr: z.string(),
        /** What its wording breaks of the rules of easy reading, in French; empty when it keeps them. */
        lisibilite: z.array(z.string()),
        /** Names of services asked for that left the catalogue: the sheet is made without them, and says nothing of it. */
        absents: z.array(z.string()),
      }),
    ),
    'feuille.langues': procedure(z.void(), z.array(z.object({ code: Langue, nom: z.string(), propre: z.string() }))),
    'feuille.modele': procedure(z.void(), FeuilleModele),
    /** Fails with `logo-refuse`. */
    'feuille.setModele': procedure(FeuilleModele, FeuilleModele),
  },
  events: { 'feuille.changed': z.object({}) },
} as const
