import { expect, type Page } from '@playwright/test'
import { tick } from './tick.ts'

/** A minimal PDF: what the desk looks at is the content, not the name. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** The orientation request being written. Everyone named in these tests is invented. */
export const draftPage = (page: Page) => {
  const form = page.getByRole('form', { name: 'Demande d’orientation' })
  const group = (name: string) => form.getByRole('group', { name, exact: true })
  const field = (of: string, name: string) => group(of).getByRole('textbox', { name, exact: true })
  const saved = page.getByText(/^Enregistré à \d/)
  return {
    form,
    group,
    field,
    saved,
    reason: form.getByRole('textbox', { name: 'Motif de l’orientation' }),
    missing: page.getByRole('region', { name: 'Ce qui manque' }),
    ready: page.getByRole('region', { name: 'Prêt à envoyer' }),
    /** Ticks the first box of a group of conditions, where the service has one. */
    tickFirst: async (name: string) => {
      const boxes = group(name).getByRole('checkbox')
      if ((await boxes.count()) > 0) await tick(boxes.first())
    },
    fillPerson: async (prenom: string, nom: string) => {
      await field('La personne orientée', 'Prénom').fill(prenom)
      await field('La personne orientée', 'Nom').fill(nom)
    },
    fillReferent: async () => {
      const fill = async (name: string, value: string) => field('Conseiller référent', name).fill(value)
      await fill('Votre structure', 'Mission locale des Trois Rivières')
      await fill('Prénom', 'Camille')
      await fill('Nom', 'Exemple')
      await fill('Téléphone', '03 20 00 00 00')
      await fill('E-mail', 'camille@mission.example.org')
    },
    attach: async (nom: string, content: Buffer, mimeType = 'application/pdf') => {
      const choosing = page.waitForEvent('filechooser')
      await form
        .getByRole('button', { name: /^Ajouter un fichier/ })
        .first()
        .click()
      await (await choosing).setFiles({ name: nom, mimeType, buffer: content })
    },
    /** What is said before sending. */
    sending: page.getByRole('dialog', { name: 'Envoyer la demande' }),
    /** All that a request needs, as someone types it. */
    complete: async (prenom: string, nom: string) => {
      await field('La personne orientée', 'Prénom').fill(prenom)
      await field('La personne orientée', 'Nom').fill(nom)
      await field('Conseiller référent', 'Téléphone').fill('03 20 00 00 00')
      await tick(group('Préférence de contact').getByRole('checkbox', { name: 'Via le conseiller référent' }))
      await tick(group('Engagement').first().getByRole('checkbox'))
      await expect(saved).toBeVisible()
    },
    expectSaved: async () => {
      await expect(saved).toBeVisible()
    },
  }
}
