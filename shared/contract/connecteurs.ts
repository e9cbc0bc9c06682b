import { z } from 'zod'
import {
  ConnecteurDemande,
  Connecteurs,
  DECISIONS,
  Lancement,
  PassageVu,
  Provenance,
  SORTS_FICHES,
} from '../partners/connector.ts'
import { procedure } from '../rpc.ts'

const OfOne = z.object({ id: z.uuid() })

/** Imports from partners, for the team alone; on the server alone (`compte-hors-ligne` without it, `compte-droit` for others). */
export const connecteursContract = {
  procedures: {
    'connecteurs.lire': procedure(z.void(), Connecteurs),
    'connecteurs.creer': procedure(ConnecteurDemande, OfOne),
    'connecteurs.modifier': procedure(ConnecteurDemande.extend({ id: z.uuid() }), z.void()),
    /** `fiches`: whether what it brought stays as the rest of the catalogue, or goes. */
    'connecteurs.supprimer': procedure(OfOne.extend({ fiches: z.enum(SORTS_FICHES) }), z.void()),
    /** Begins a run, without waiting for its end. `essai`: changes nothing, and tells what it would. */
    'connecteurs.lancer': procedure(OfOne.extend({ essai: z.boolean() }), Lancement),
    /** What becomes of the batch in quarantine. */
    'connecteurs.trancher': procedure(OfOne.extend({ decision: z.enum(DECISIONS) }), z.void()),
    'connecteurs.passages': procedure(OfOne, z.array(PassageVu)),
    /** Of a sheet, by its identifier; null for one that no connector brought. */
    'connecteurs.provenance': procedure(z.object({ id: z.string().min(1).max(200) }), Provenance.nullable()),
  },
  events: {},
} as const
