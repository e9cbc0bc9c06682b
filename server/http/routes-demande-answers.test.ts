import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { REFUSAL_REASONS } from '#shared/orientation/answers.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { fieldsIn, onBothEngines, SECRETS } from './testing/demande.ts'

/** The structure answers without an account, by forms that need no script. */

vi.setConfig({ testTimeout: 30_000 })

onBothEngines('answers by the link', (scene) => {
  describe('« Accepter »', () => {
    test('is filled beforehand, ends in two messages, and reveals the number', async () => {
      await scene.visitor.read()
      const form = await scene.filled('/accepter')
      expect(form['message']).toMatch(/Nous acceptons votre demande pour Inès Ravel[\s\S]*3 rue des Forges/)
      expect(form['message_personne']).toMatch(/Votre demande est acceptée[\s\S]*3 rue des Forges/)
      const sent = await scene.visitor.post('/accepter', {
        ...form,
        message_personne: 'Venez mardi à 10 h.\r\nMerci & à bientôt',
      })
      expect([sent.status, sent.to]).toEqual([303, `${scene.made.path}?fait=accepter`])
      const { etat, reponse } = await scene.now()
      expect([etat, reponse?.par]).toEqual(['VALIDÉE', ''])
      const [toPerson, ...none] = await scene.letters('orientation-personne-acceptee')
      expect(none).toEqual([])
      expect(JSON.stringify(toPerson?.template)).toContain('Venez mardi à 10 h.\\nMerci & à bientôt')
      const { text } = await scene.visitor.get('?fait=accepter')
      expect(text).toMatch(/role="status"><p>La demande est acceptée et vos messages sont partis/)
      expect(text).toContain('01234567890')
      expect(text).toContain('L’accompagnement a commencé')
      expect(text).not.toContain('/accepter"')
    })
    test('the same form sent again, or twenty times at once, is one answer', async () => {
      await scene.visitor.read()
      const form = await scene.filled('/accepter')
      const all = await Promise.all(Array.from({ length: 20 }, () => scene.visitor.post('/accepter', form)))
      expect(new Set(all.map(({ to }) => to))).toEqual(new Set([`${scene.made.path}?fait=accepter`]))
      expect((await scene.now()).evenements.filter(({ quoi }) => quoi === 'acceptee')).toHaveLength(1)
      expect(await scene.letters('orientation-personne-acceptee')).toHaveLength(1)
    })
    test('two people at once: one answer, and the other is told, their words kept', async () => {
      await scene.visitor.read()
      const form = await scene.filled('/accepter')
      const refusal = { motifs: 'session-complète', etape: 'message', envoi: randomUUID(), message: 'Plus de place, désolé.' }
      const [yes, no] = await Promise.all([scene.visitor.post('/accepter', form), scene.visitor.post('/refuser', refusal)])
      expect([yes.status, no.status].sort()).toEqual([303, 409])
      const { etat } = await scene.now()
      expect(etat).toBe(yes.status === 303 ? 'VALIDÉE' : 'REFUSÉE')
      const told = yes.status === 303 ? no.text : yes.text
      expect(told).toContain('a déjà été traitée')
      expect(told).toMatch(yes.status === 303 ? /Plus de place, désolé/ : /Nous acceptons votre demande/)
    })
    test('after a member has answered from their desk: who, and when', async () => {
      await scene.visitor.read()
      const form = await scene.filled('/accepter')
      await scene.byBao('refuse')
      const { status, text } = await scene.visitor.post('/accepter', { ...form, message: 'Venez donc.' })
      expect(status).toBe(409)
      expect(text).toMatch(/<strong>refusée<\/strong> par Bao Morel le \d/)
      expect(text).toContain('Venez donc.')
      const again = await scene.visitor.get('/accepter')
      expect([again.status, again.text.includes('par Bao Morel')]).toEqual([409, true])
    })
    test('wrong: told at the field and at the top, what was typed kept, nothing done', async () => {
      await scene.visitor.read()
      const form = await scene.filled('/accepter')
      const wrong = async (fields: Record<string, string>) => {
        const { status, text } = await scene.visitor.post('/accepter', { ...form, ...fields })
        expect(status).toBe(200)
        expect(text).toContain('<h1>Erreur\u202f: Accepter la demande</h1>')
        expect(text).toMatch(/role="alert" tabindex="-1" autofocus/)
        expect((await scene.now()).etat).toBe('OUVERTE')
        return text
      }
      const empty = await wrong({ message: '   \n', message_personne: 'Gardé <b>tel quel</b> & "entier"' })
      expect(empty).toContain('<a href="#message">Écrivez un message.')
      expect(empty).toMatch(/id="message"[^>]*aria-describedby="message-aide message-erreur"[^>]*aria-invalid="true"/)
      expect(empty).toContain('Gardé &lt;b&gt;tel quel&lt;/b&gt; &amp; &quot;entier&quot;</textarea>')
      expect(await wrong({ message: 'é'.repeat(1_240) })).toMatch(/compte 1\s240 caractères\u202f: enlevez-en au moins 240/)
      expect(await wrong({ message_personne: '{{ personne.nom }}' })).toContain(
        '<a href="#message_personne">Retirez une balise de gabarit',
      )
      expect(await wrong({ message: '<script>alert(1)</script>' })).toContain('&lt;script&gt;alert(1)&lt;/script&gt;</textarea>')
      // Exactly the most, in the longest letters and line ends of browsers.
      const most = `${'€'.repeat(499)}\r\n${'😀'.repeat(250)}`
      expect((await scene.visitor.post('/accepter', { ...form, message: most })).status).toBe(303)
      expect((await scene.now()).reponse?.message).toBe(most.replace('\r\n', '\n'))
    })
    test('nobody to write to: one message, and it is said', async () => {
      const { personne } = inventedDemande(0)
      await scene.start({ personne: { ...personne, courriel: '' } })
      await scene.visitor.read()
      const { text } = await scene.visitor.get('/accepter')
      expect(text).toContain('Aucun e-mail n’est connu')
      expect(text).not.toContain('name="message_personne"')
      expect((await scene.visitor.post('/accepter', fieldsIn(text))).status).toBe(303)
      expect(await scene.letters('orientation-personne-acceptee')).toEqual([])
    })
  })

  describe('« Refuser »', () => {
    test('reasons first, then a message scene.made of them, that follows them until it is changed', async () => {
      await scene.visitor.read()
      const first = await scene.filled('/refuser')
      const none = await scene.visitor.post('/refuser', first)
      expect(none.text).toContain('<a href="#motifs">Cochez au moins un motif.')
      const second = await scene.visitor.post('/refuser', { ...first, motifs: ['session-complète'] })
      expect(second.text).toContain('Il n’y a plus de place dans la session en cours.')
      const back = await scene.visitor.post('/refuser', { ...fieldsIn(second.text), retour: 'oui' })
      expect(back.text).toMatch(/value="session-complète" checked/)
      const both = await scene.visitor.post('/refuser', {
        ...fieldsIn(back.text),
        motifs: ['session-complète', 'bénéficiaire-non-mobile'],
      })
      expect(both.text).toMatch(/- Bénéficiaire non mobile\n- Session complète/)
      const again = await scene.visitor.post('/refuser', { ...fieldsIn(both.text), message: 'À ma façon.', retour: 'oui' })
      const kept = await scene.visitor.post('/refuser', { ...fieldsIn(again.text), motifs: ['session-complète'] })
      expect(fieldsIn(kept.text)['message']).toBe('À ma façon.')
      expect((await scene.now()).etat).toBe('OUVERTE')

      const sent = await scene.visitor.post('/refuser', fieldsIn(kept.text))
      expect(sent.to).toBe(`${scene.made.path}?fait=refuser`)
      expect((await scene.now()).reponse).toMatchObject({ motifs: ['session-complète'], message: 'À ma façon.' })
      const { text } = await scene.visitor.get('?fait=refuser')
      expect(text).toContain('La demande est refusée et votre message est parti')
      for (const secret of SECRETS) expect(text).not.toContain(secret)
    })
    test.each(REFUSAL_REASONS.map(({ value }) => value))('%s', async (motif) => {
      const second = await scene.visitor.post('/refuser', { etape: 'motifs', motifs: motif, message: '', prepare: '' })
      const form = fieldsIn(second.text)
      const sent = await scene.visitor.post('/refuser', form)
      if (motif !== 'autre') return expect(sent.status).toBe(303)
      expect(sent.text).toContain('dites la raison dans le message')
      expect(
        (await scene.visitor.post('/refuser', { ...form, message: `${String(form['message'])} déménagement.` })).status,
      ).toBe(303)
    })
    test('reasons that are not in the list are none', async () => {
      const form = { etape: 'message', envoi: randomUUID(), message: 'Non.', motifs: ['inventé', '<b>'] }
      expect((await scene.visitor.post('/refuser', form)).text).toContain('Cochez au moins un motif')
      expect((await scene.now()).etat).toBe('OUVERTE')
    })
  })

  describe('« Pas avant le … »', () => {
    const later = (days: number) => addDays(parisDay(scene.server.account.now()), days)
    test('is a day and a word; the request stays open', async () => {
      await scene.visitor.read()
      const form = await scene.filled('/reporter', { pas_avant: later(30), message: 'Session de janvier.' })
      expect((await scene.visitor.post('/reporter', form)).to).toBe(`${scene.made.path}?fait=reporter`)
      const { etat, pas_avant } = await scene.now()
      expect([etat, pas_avant]).toEqual(['OUVERTE', later(30)])
      const { text } = await scene.visitor.get('?fait=reporter')
      expect(text).toContain('C’est noté\u202f: Alix Fabre sait que ce ne sera pas avant le')
      expect(text).toContain('Vous avez annoncé une réponse pas avant le')
      expect(text).toContain('/accepter"')
    })
    test('as it is typed where there is no calendar', async () => {
      const [year, month, day] = later(12).split('-')
      const form = { envoi: randomUUID(), pas_avant: `${Number(day)}/${Number(month)}/${year}`, message: '' }
      expect((await scene.visitor.post('/reporter', form)).status).toBe(303)
      expect((await scene.now()).pas_avant).toBe(later(12))
    })
    test.each([
      ['', 'Indiquez une date.'],
      ['31/02/2027', 'Cette date n’existe pas'],
      ['demain', 'Cette date n’existe pas'],
      ['"><script>', 'Cette date n’existe pas'],
      [0, 'Choisissez une date à partir du'],
      [-400, 'Choisissez une date à partir du'],
      [181, 'Choisissez une date au plus tard le'],
    ])('%j: %s', async (day, sentence) => {
      const pas_avant = typeof day === 'number' ? later(day) : day
      const { status, text } = await scene.visitor.post('/reporter', { envoi: randomUUID(), pas_avant, message: 'un mot gardé' })
      expect([status, text.includes('un mot gardé')]).toEqual([200, true])
      expect(text).toContain(`<a href="#pas_avant">${sentence}`)
      expect(text).not.toContain('<script')
      expect((await scene.now()).pas_avant).toBeNull()
    })
  })

  describe('in one click', () => {
    test('« Bien reçue », twice, is once', async () => {
      await scene.visitor.read()
      for (const time of [1, 2])
        expect([time, (await scene.visitor.post('', { quoi: 'accuser' })).to]).toEqual([time, `${scene.made.path}?fait=accuser`])
      expect((await scene.now()).evenements.filter(({ quoi }) => quoi === 'accusee')).toHaveLength(1)
      const { text } = await scene.visitor.get('?fait=accuser')
      expect(text).toContain('Alix Fabre voit que la demande est bien arrivée')
      expect(text).toContain('Réception confirmée le')
      expect(text).not.toContain('value="accuser"')
    })
    test('what became of the person, and then something else', async () => {
      await scene.byBao('accept')
      for (const issue of ['commencee', 'terminee', 'absente', 'terminee'] as const) {
        expect((await scene.visitor.post('', { quoi: 'constater', issue })).to).toBe(`${scene.made.path}?fait=constater`)
        expect((await scene.now()).issue).toMatchObject({ quoi: issue, cote: 'lien' })
      }
      expect((await scene.visitor.get('?fait=constater')).text).toContain('l’accompagnement est terminé')
      expect((await scene.visitor.post('', { quoi: 'constater', issue: 'perdue' })).status).toBe(400)
    })
    test('not of a request that awaits its answer, nor of one that was refused', async () => {
      expect((await scene.visitor.post('', { quoi: 'constater', issue: 'commencee' })).status).toBe(409)
      await scene.byBao('refuse')
      expect((await scene.visitor.post('', { quoi: 'constater', issue: 'commencee' })).status).toBe(409)
      expect((await scene.visitor.post('', { quoi: 'accuser' })).text).toContain('par Bao Morel')
      expect((await scene.now()).issue).toBeNull()
    })
    test('an address that says that something was done says nothing when it was not', async () => {
      await scene.visitor.read()
      for (const fait of [
        'accepter',
        'refuser',
        'accuser',
        'reporter',
        'constater',
        'ecrire-beneficiaire',
        '__proto__',
        'constructor',
        '<b>',
      ])
        expect((await scene.visitor.get(`?fait=${encodeURIComponent(fait)}`)).text).not.toContain('role="status"')
    })
  })

  describe('writing', () => {
    test('to the person and to who sent it, with copies; the same form twice is one letter', async () => {
      await scene.visitor.read()
      const toPerson = await scene.filled('/ecrire-beneficiaire', {
        message: 'Êtes-vous libre jeudi ?',
        copies: ['referent', 'prescripteur'],
      })
      for (const time of [1, 2])
        expect([time, (await scene.visitor.post('/ecrire-beneficiaire', toPerson)).to]).toEqual([
          time,
          `${scene.made.path}?fait=ecrire-beneficiaire`,
        ])
      const sent = (await scene.bench.letters()).filter(({ template }) =>
        JSON.stringify(template).includes('Êtes-vous libre jeudi'),
      )
      expect(sent.filter(({ pour }) => pour === null).map(({ to }) => to)).toEqual(['ines.ravel@exemple.test'])
      expect([...(sent[0]?.cc ?? [])].sort()).toEqual(['alix.fabre@exemple.test', 'sacha.petit@exemple.test'])
      // The same words on purpose, from a form opened again, are another letter.
      await scene.visitor.post('/ecrire-beneficiaire', { ...toPerson, envoi: randomUUID() })
      expect((await scene.now()).evenements.filter(({ quoi }) => quoi === 'message-beneficiaire')).toHaveLength(2)

      const toSender = await scene.filled('/ecrire-prescripteur', {
        message: 'Quel jour ?',
        copies: ['beneficiaire', 'structure'],
      })
      expect((await scene.visitor.post('/ecrire-prescripteur', toSender)).to).toBe(`${scene.made.path}?fait=ecrire-prescripteur`)
      expect((await scene.visitor.get('?fait=ecrire-prescripteur')).text).toContain('Votre message est parti')
    })
    test('words that are there beforehand are no message', async () => {
      await scene.visitor.read()
      for (const to of ['/ecrire-beneficiaire', '/ecrire-prescripteur']) {
        const { status, text } = await scene.visitor.post(to, await scene.filled(to))
        expect([status, text.includes('Écrivez un message.')]).toEqual([200, true])
      }
      expect((await scene.now()).courriers).toEqual([])
    })
    test('nothing is written to a person without an address', async () => {
      const { personne } = inventedDemande(0)
      await scene.start({ personne: { ...personne, courriel: '' } })
      await scene.visitor.read()
      expect((await scene.visitor.get()).text).not.toContain('/ecrire-beneficiaire')
      const { text } = await scene.visitor.post('/ecrire-beneficiaire', { envoi: randomUUID(), message: 'Bonjour' })
      expect(text).toContain('Aucun e-mail n’est connu')
      const copied = await scene.visitor.post('/ecrire-prescripteur', {
        envoi: randomUUID(),
        message: 'Bonjour',
        copies: 'beneficiaire',
      })
      expect(copied.text).toContain('Aucun e-mail n’est connu')
    })
  })
})
