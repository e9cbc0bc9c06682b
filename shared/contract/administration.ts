import { z } from 'zod'
import { Courrier } from '../administration/courrier.ts'
import { Imports } from '../administration/import.ts'
import { FiltreJournal, PageJournal, VerdictJournal } from '../administration/journal.ts'
import { EntreeComptee, EntreeReferentiel, GesteReferentiel } from '../administration/referentiel.ts'
import { Sources } from '../administration/source.ts'
import { Lancement, Tache, TacheId } from '../administration/tache.ts'
import { DepartementFonctions, FonctionsDemandees } from '../deployment/features.ts'
import { procedure } from '../rpc.ts'

const OfLetter = z.object({ id: z.uuid() })

/**
 * What keeps the server, for the team, on the server alone (`compte-hors-ligne` without it, `compte-droit` for anyone else); but for
 * `fonctions` and `choix`, which every desk reads of its own catalogue, without network.
 */
export const administrationContract = {
  procedures: {
    'administration.taches': procedure(z.void(), z.array(Tache)),
    'administration.lancer': procedure(z.object({ id: TacheId }), Lancement),
    'administration.courrier': procedure(z.void(), Courrier),
    'administration.reessayer': procedure(OfLetter, z.void()),
    'administration.abandonner': procedure(OfLetter, z.void()),
    /** The address in clear: the journal says who looked. */
    'administration.adresse': procedure(OfLetter, z.object({ courriel: z.string() })),
    'administration.journal': procedure(FiltreJournal.extend({ avant: z.int().min(1).nullable() }), PageJournal),
    'administration.verifier': procedure(z.void(), VerdictJournal),
    /** `base64`: the whole of what is filtered, as CSV. */
    'administration.exporter': procedure(
      FiltreJournal,
      z.object({ nom: z.string(), type: z.string(), base64: z.string(), entrees: z.int().min(0) }),
    ),
    'administration.imports': procedure(z.void(), Imports),
    'administration.sources': procedure(z.void(), Sources),
    /** What is closed, by département; null without a catalogue. `modifier`: this person may change it. */
    'administration.fonctions': procedure(
      z.void(),
      z.object({ fonctions: z.array(DepartementFonctions).nullable(), modifier: z.boolean() }),
    ),
    'administration.fermer': procedure(FonctionsDemandees.extend({ departement: z.string().max(3) }), z.void()),
    /** Lists that the team keeps, as an editor proposes them and sheets name them: withdrawn entries are in it. */
    'administration.choix': procedure(z.void(), z.array(EntreeReferentiel)),
    'administration.referentiels': procedure(z.void(), z.array(EntreeComptee)),
    'administration.changer': procedure(GesteReferentiel, z.void()),
  },
  events: {},
} as const
