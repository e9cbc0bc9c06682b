import { NO_NEED, NOBODY, type Orientation } from '#shared/orientation/model.ts'

/** The nil UUID (RFC 9562 §5.9). */
const NIL = '00000000-0000-0000-0000-000000000000'

/**
 * Nothing says any more whom a request was about, nor who answered in what words (dora-backend.md §3.6, and the fields that it forgets:
 * other contact, situation, reasons, messages). What is left can be counted: service, sides, states, dates. Pure; its files went before.
 * @param now milliseconds since 1970
 */
export const anonymised = (one: Orientation, now: number): Orientation => ({
  ...one,
  anonyme_le: new Date(now).toISOString(),
  personne: NOBODY,
  referent: { nom: '', prenom: '', telephone: '', courriel: '' },
  // Whoever asks from Les Emplois has no account here, that would go with them.
  prescripteur: one.source === 'EMPLOIS' ? { ...one.prescripteur, nom: '', courriel: '' } : one.prescripteur,
  besoin: NO_NEED,
  contournements: one.contournements.map(({ regle }) => ({ regle, raison: '' })),
  reponse: one.reponse === null ? null : { ...one.reponse, message: '', par: '', par_id: '' },
  evenements: [
    ...one.evenements.map(({ pour_id: _other, ...event }) => ({ ...event, texte: '', par: '', par_id: '' })),
    { le: new Date(now).toISOString(), quoi: 'anonymisee', cote: 'robot', par: '', par_id: '', texte: '' },
  ],
  destinataire: '',
  liens: [],
  // The name it has there is what they ask for it by; what is left of the person and of who asked is not.
  emplois:
    one.emplois === null
      ? null
      : {
          emplois_sync_uid: one.emplois.emplois_sync_uid,
          beneficiary_id: NIL,
          structure_id: one.emplois.structure_id,
          structure_name: one.emplois.structure_name,
          structure_siret: one.emplois.structure_siret,
          prescriber_id: null,
          prescriber_email: '',
          prescriber_first_name: '',
          prescriber_last_name: '',
          prescriber_phone: '',
        },
})
