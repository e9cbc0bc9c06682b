import type { MailTemplate } from '../template.ts'

/** A letter of each kind about requests, in each of its dresses. */

const numero = '7F3K-Q2'
const [day, instant] = ['2027-01-12', '2026-11-12T09:00:00.000Z']

/** @param name of everyone and everything. @param message whatever somebody typed. */
export const orientationMails = (name: string, message: string, lien: string): readonly MailTemplate[] => {
  const asked = { numero, service: name, prescripteur: name, organisme: name }
  const toPerson = {
    numero,
    service: name,
    structure: name,
    conseiller: { nom: name, telephone: '0123456789', courriel: 'camille.roux@exemple.test' },
  }
  const about = { numero, initiales: 'J. D.', service: name, structure: name }
  const both = (['dora', 'emplois'] as const).flatMap((marque): readonly MailTemplate[] => {
    const link = marque === 'dora' ? lien : null
    const sides = (['prescripteur', 'referent'] as const).flatMap((a): readonly MailTemplate[] => {
      const side = { ...about, marque, a, lien: a === 'referent' ? null : link }
      return [
        { kind: 'orientation-acceptee', ...side, message, duree: a === 'referent' ? null : { heures: 1, semaines: 6 } },
        { kind: 'orientation-refusee', ...side, message, motifs: a === 'referent' ? [] : [name, 'Autre'] },
        { kind: 'orientation-expiree', ...side },
        { kind: 'orientation-reportee', ...side, pas_avant: day, message: a === 'referent' ? '' : message },
      ]
    })
    const person = { ...toPerson, marque }
    return [
      { kind: 'orientation-transmise', ...about, marque, lien: link },
      { kind: 'orientation-notifiee', ...about, marque, prescripteur: name, organisme: name },
      ...sides,
      { kind: 'orientation-message', ...about, marque, lien: link, message, copie: marque === 'dora' },
      { kind: 'orientation-personne-creee', ...person, jours_habituels: marque === 'dora' ? 4.4 : null },
      { kind: 'orientation-personne-acceptee', ...person, message, adresse: marque === 'dora' ? '' : `3 rue ${name}` },
      { kind: 'orientation-personne-refusee', ...person },
      { kind: 'orientation-personne-expiree', ...person },
      { kind: 'orientation-personne-reportee', ...person, pas_avant: day },
      { kind: 'orientation-personne-retiree', ...person },
      { kind: 'orientation-personne-message', ...person, message, copie: marque === 'dora' },
    ]
  })
  const handed = { kind: 'orientation-confiee', ...asked, structure: name, par: name, lien } as const
  return [
    { kind: 'orientation-recue', ...asked, lien },
    { kind: 'orientation-rappel', ...asked, lien, depuis: instant, close_le: '2026-12-12T09:00:00.000Z' },
    { kind: 'orientation-relance', ...asked, lien, message },
    { kind: 'orientation-lien', ...asked, lien },
    { kind: 'orientation-validee', ...asked, lien },
    { kind: 'orientation-declinee', numero, service: name },
    { kind: 'orientation-close', ...asked, lien },
    { kind: 'orientation-retiree', ...asked, message },
    { kind: 'orientation-retenue', ...about, organisme: name, lien },
    ...both,
    { ...handed, sens: 'envoi', initiales: 'J. D.' },
    { ...handed, sens: 'reception', initiales: '' },
    { kind: 'moderation-rejetee', motif: message },
  ]
}
