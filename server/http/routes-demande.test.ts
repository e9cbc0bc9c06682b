import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { attachPieces } from '../orientations/pieces-rows.ts'
import { keepWhole } from '../orientations/pieces-upload.ts'
import { pdf } from '../orientations/testing/files.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { demandeBench, formOf, onBothEngines, SECRETS } from './testing/demande.ts'
import { startTestServer } from './testing/harness.ts'

/** The page of the link, as a browser that runs nothing sees it: who reads it, when it opens nothing, what it never tells. */

vi.setConfig({ testTimeout: 30_000 })

const HOUR = 3600_000
const DAY = 24 * HOUR

onBothEngines('the page of the link', (scene) => {
  describe('opening', () => {
    test('tells the service, who asks, when and how long is left; nothing of the person; records nothing', async () => {
      const before = await scene.bench.head()
      const { status, text, headers } = await scene.visitor.get()
      expect(status).toBe(200)
      for (const words of [
        'Permis de conduire accompagné',
        'Alix Fabre',
        'Mission locale des Collines',
        'Réponse attendue avant le',
        'Lire la demande',
      ])
        expect(text).toContain(words)
      for (const secret of SECRETS) expect(text).not.toContain(secret)
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-robots-tag')).toBe('noindex')
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'nonce-[\w-]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
      )
      expect(text).not.toMatch(/<script|javascript:|\son\w+=/i)
      expect(await scene.bench.head()).toBe(before)
      expect((await scene.now()).lue_le).toBeNull()
    })
    test.each(['/accepter', '/refuser', '/reporter', '/ecrire-beneficiaire', '/ecrire-prescripteur'])(
      '%s leads back to the first page',
      async (to) => {
        const answer = await scene.visitor.get(to)
        expect([answer.status, answer.to]).toEqual([303, scene.made.path])
        expect(answer.text).toBe('')
      },
    )
    test('a look at the headers alone is the same', async () => {
      const before = await scene.bench.head()
      expect((await scene.server.raw('HEAD', scene.made.path)).status).toBe(200)
      expect(await scene.bench.head()).toBe(before)
    })
  })

  describe('reading', () => {
    test('is recorded once, and lasts an hour in that browser', async () => {
      const pressed = await scene.visitor.post('', { quoi: 'lire' })
      expect([pressed.status, pressed.to]).toEqual([303, `${scene.made.path}?ouverte`])
      const cookie = pressed.headers.get('set-cookie') ?? ''
      expect(cookie).toMatch(/^__Secure-dora-demande=scelle1:[\w+/=]+; /)
      expect(cookie.split('; ').slice(1)).toEqual([
        `Path=${scene.made.path}`,
        'Max-Age=3600',
        'HttpOnly',
        'SameSite=Strict',
        'Secure',
      ])
      expect(cookie).not.toContain(String(scene.server.account.now()).slice(0, 6))
      const { status, text } = await scene.visitor.get()
      expect(status).toBe(200)
      for (const words of [
        'Inès Ravel',
        'href="tel:0601020304"',
        'href="mailto:ines.ravel@exemple.test"',
        'Sacha Petit',
        'La personne',
        'Envoyée malgré des documents manquants',
        'L’attestation arrive',
        'Demande envoyée par Alix Fabre',
      ])
        expect(text).toContain(words)
      expect(text.match(/À privilégier/g)).toHaveLength(2)
      expect(text).not.toContain('01234567890')
      const { lue_le, evenements } = await scene.now()
      expect(lue_le).not.toBeNull()
      expect(evenements.at(-1)).toMatchObject({ quoi: 'lue', cote: 'lien', par: '' })

      const before = await scene.bench.head()
      await scene.visitor.read()
      expect(await scene.bench.head()).toBe(before)
      scene.server.pass(HOUR)
      const after = await scene.visitor.get('?ouverte')
      for (const secret of SECRETS) expect(after.text).not.toContain(secret)
      expect(after.text).toContain('autorisez les cookies')
    })
    test('is closed again by a button', async () => {
      await scene.visitor.read()
      expect((await scene.visitor.post('', { quoi: 'fermer' })).headers.get('set-cookie')).toContain('Max-Age=0')
      expect((await scene.visitor.get()).text).toContain('Lire la demande')
    })
    test('in one browser opens nothing of another request, nor of another link of the same', async () => {
      await scene.visitor.read()
      const other = await scene.bench.make()
      const [name = '', value = ''] = scene.visitor.cookie().split(/=(.*)/s)
      const asked = (path: string, cookie: string) =>
        fetch(scene.server.origin + path, { headers: { cookie } }).then((r) => r.text())
      expect(await asked(scene.made.path, `${name}=${value}`)).toContain('Inès')
      for (const [path, cookie] of [
        [other.path, `${name}=${value}`],
        [scene.made.path, `${name}=${value.slice(0, -6)}AAAA==`],
        [scene.made.path, `${name}=oui`],
        [scene.made.path, `dora-demande=${value}`],
        [scene.made.path, ''],
      ] as const)
        expect(await asked(path, cookie)).not.toContain('Inès')
    })
  })

  describe('files', () => {
    const withFile = async (nom: string): Promise<string> => {
      const pieces = {
        store: scene.store,
        seal: scene.server.account.seal,
        blobs: scene.server.blobs,
        now: scene.server.account.now,
      }
      const kept = await keepWhole(pieces, 'essai', [{ nom, bytes: pdf('attestation') }])
      const attached = await scene.store.write((writer) =>
        attachPieces(writer, pieces.seal, { userId: 'essai', orientationId: scene.made.id, pieces: kept }),
      )
      await scene.bench.put({ ...(await scene.now()), pieces: attached.value ?? [] })
      return attached.value?.[0]?.id ?? ''
    }
    test('are saved by whoever has read the request, through the same link', async () => {
      const id = await withFile('Attestation « été » (1).pdf')
      const unread = await scene.visitor.get(`/pieces/${id}`)
      expect([unread.status, unread.to]).toEqual([303, scene.made.path])
      expect((await scene.visitor.read()).text).toContain(
        `href="${scene.made.path}/pieces/${id}">Attestation « été » (1).pdf</a>`,
      )
      const { status, text, headers } = await scene.visitor.get(`/pieces/${id}`)
      expect([status, text]).toEqual([200, pdf('attestation').toString()])
      expect(headers.get('content-type')).toBe('application/pdf')
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="[\w .()-]+"; filename\*=UTF-8''Attestation%20%C2%AB/,
      )
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
      expect(headers.get('cache-control')).toContain('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    })
    test('not those of another request, nor once it is refused', async () => {
      const id = await withFile('a.pdf')
      const mine = scene.visitor
      const other = scene.bench.visitor((await scene.bench.make()).path)
      await other.read()
      for (const piece of [id, randomUUID(), 'x', '..%2f..%2fetc%2fpasswd'])
        expect((await other.get(`/pieces/${piece}`)).status).toBe(404)
      await mine.read()
      expect((await mine.get(`/pieces/${id}`)).status).toBe(200)
      await scene.byBao('refuse')
      const gone = await mine.get(`/pieces/${id}`)
      expect([gone.status, gone.text.includes('Cette pièce jointe n’est plus là')]).toEqual([404, true])
    })
  })

  describe('a link', () => {
    const past = 8 * DAY
    test('good for eight days; then a button sends another one to the structure’s own address', async () => {
      scene.server.pass(past - 60_000)
      expect((await scene.visitor.get()).status).toBe(200)
      await scene.visitor.read()
      scene.server.pass(60_000)
      const { status, text } = await scene.visitor.get()
      expect([status, text.includes('Ce lien a expiré')]).toEqual([410, true])
      for (const words of [...SECRETS, 'Permis', 'Alix', 'Garage', 'garage.exemple.test']) expect(text).not.toContain(words)
      const late = await scene.visitor.post('/accepter', {
        envoi: randomUUID(),
        message: 'Tout ce que j’avais écrit',
        message_personne: '',
      })
      expect([late.status, late.text.includes('Tout ce que j’avais écrit')]).toEqual([410, true])

      const before = (await scene.bench.letters()).length
      const asked = await scene.visitor.post('', { quoi: 'renouveler' })
      expect([asked.status, asked.text.includes('garage.exemple.test')]).toEqual([200, false])
      const [letter, ...none] = (await scene.bench.letters()).slice(before)
      expect([letter?.to, none.length]).toEqual(['accueil@garage.exemple.test', 0])
      const link = /https:\/\/dora\.exemple\.test(\/demande\/[\w-]+\/[\w-]+)/.exec(JSON.stringify(letter?.template))?.[1] ?? ''
      expect(link).not.toBe(scene.made.path)
      expect((await scene.bench.visitor(link).read()).text).toContain('Inès Ravel')
      expect((await scene.visitor.get()).status).toBe(410)
    })
    test('asked again too often, it waits', async () => {
      scene.server.pass(past)
      const statuses: number[] = []
      for (let time = 0; time < 5; time += 1) statuses.push((await scene.visitor.post('', { quoi: 'renouveler' })).status)
      expect(statuses).toEqual([200, 200, 200, 429, 429])
      expect(await scene.letters('orientation-lien')).toHaveLength(3)
    })
    test('of a request that was answered is not renewed, in the same words', async () => {
      await scene.byBao('refuse')
      scene.server.pass(past)
      const answered = await scene.visitor.post('', { quoi: 'renouveler' })
      await scene.start()
      scene.server.pass(past)
      const open = await scene.visitor.post('', { quoi: 'renouveler' })
      const bare = (text: string) => text.replace(/nonce="[^"]+"/, '')
      expect(bare(answered.text)).toBe(bare(open.text))
      expect((await scene.now()).evenements.at(-1)).toMatchObject({ quoi: 'lien-renouvele', cote: 'lien' })
    })
    test('forged, cut, of another, of what moderation holds: one page, and nothing else', async () => {
      const other = await scene.bench.make()
      const held = await scene.bench.make({ etat: 'MODÉRATION_EN_COURS' })
      const rejected = await scene.bench.make({ etat: 'MODÉRATION_REJETÉE' })
      const { id, secret } = scene.made
      const pages = new Set<string>()
      for (const path of [
        `/demande/${randomUUID()}/${secret}`,
        `/demande/${id}/${other.secret}`,
        `/demande/${other.id}/${secret}`,
        `/demande/${id}/${secret.slice(0, -1)}`,
        `/demande/${id}/${secret}A`,
        `/demande/${id}/${secret.toLowerCase()}`,
        `/demande/${id}/${'A'.repeat(43)}`,
        `/demande/${id}/`,
        `/demande/${id}`,
        `/demande/${id}/${secret}/`,
        `/demande/${id}/${secret}/autre`,
        `/demande/${id}/${secret}/pieces`,
        `/demande/${id}/${secret}/pieces/a/b`,
        '/demande/',
        '/demande',
        `/demande/${'x'.repeat(150)}/y`,
        `/demande/${'x'.repeat(3_000)}/y`,
        `/demande/${id}/${'x'.repeat(300)}`,
        held.path,
        `${held.path}/accepter`,
        rejected.path,
      ]) {
        const response = await fetch(scene.server.origin + path)
        pages.add((await response.text()).replace(/nonce="[^"]+"/, ''))
        expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 404, 'no-store'])
        const pressed = await fetch(scene.server.origin + path, {
          method: 'POST',
          body: formOf({ quoi: 'lire', envoi: randomUUID(), message: 'x' }),
        })
        expect([path, pressed.status, pressed.headers.get('set-cookie')]).toEqual([path, 404, null])
      }
      expect(pages.size).toBe(1)
      expect([...pages][0]).toContain('Ce lien ne mène à aucune demande')
      expect((await scene.bench.whole(held.id)).lue_le).toBeNull()
    })
  })

  describe('what is told when it is over', () => {
    test.each([
      ['REFUSÉE', 'Refusée'],
      ['EXPIRÉE', 'Expirée sans réponse'],
      ['ANNULÉE', 'Retirée par la structure'],
    ] as const)('%s: nothing of the person', async (etat, words) => {
      const traitee_le = new Date(scene.server.account.now()).toISOString()
      const said = {
        le: traitee_le,
        cote: 'lien',
        par: '',
        par_id: '',

        texte: 'Inès habite près de la gare',
      } as const
      await scene.start({ etat, traitee_le, evenements: [{ ...said, quoi: 'message-prescripteur' }] })
      const cover = await scene.visitor.get()
      expect(cover.text).toContain(words)
      const { text } = await scene.visitor.read()
      expect(text).toContain(words)
      for (const secret of SECRETS) expect(text).not.toContain(secret)
      expect(text).toContain('n’est plus affiché')
      expect(text).not.toMatch(/\/accepter"|\/ecrire-/)
      expect(text.includes('L’accompagnement a commencé')).toBe(etat === 'EXPIRÉE')
    })
    test('of a service that is no more: what can still be done', async () => {
      const { service } = await scene.now()
      await scene.store.write((writer) => writer.remove({ kind: 'service', id: service.id }))
      const { text } = await scene.visitor.read()
      expect(text).toContain('Ce service n’est plus publié dans DORA')
      expect(text).toContain('vous pouvez l’accepter si vous recevez encore la personne')
      expect((await scene.visitor.post('/accepter', await scene.filled('/accepter'))).status).toBe(303)
    })
    test('of a request whose person was erased, nothing can be done', async () => {
      const blank = inventedDemande(scene.server.account.now())
      await scene.start({
        etat: 'VALIDÉE',
        anonyme_le: blank.cree_le,
        personne: { ...blank.personne, nom: '', prenom: '', courriel: '' },
      })
      const { status, text } = await scene.visitor.read()
      expect(status).toBe(200)
      expect(text).not.toMatch(/<h2>La personne|\/ecrire-|value="constater"/)
    })
  })

  describe('hostile', () => {
    test('texts are texts, wherever they stand', async () => {
      const bad = `"><img src=x onerror=alert(1)>'</textarea></title><script>alert('x')</script>{{7*7}}\${7*7}&lt;`
      const blank = inventedDemande(scene.server.account.now())
      const event = { le: blank.cree_le, cote: 'prescripteur', par: bad, par_id: 'u', texte: bad } as const
      const { service } = await scene.now()
      await scene.start({
        service: { ...service, nom: bad, structure_nom: bad, adresse: bad },
        prescripteur: { ...blank.prescripteur, nom: bad, structure_nom: bad, courriel: bad },
        referent: { nom: bad, prenom: bad, telephone: 'javascript:alert(1)', courriel: `a@b.fr?bcc=c@d.fr${bad}` },
        personne: {
          ...blank.personne,
          nom: bad,
          prenom: bad,
          telephone: '06<b>01',
          courriel: `x@exemple.test?subject=${bad}`,
          autre_contact: bad,
          preferences: ['TELEPHONE', 'EMAIL', 'AUTRE', 'REFERENT'],
        },
        besoin: { situation: [bad], situation_autre: bad, criteres: [bad], motif: bad },
        contournements: [
          { regle: 'constructor', raison: bad },
          { regle: 'zone"><b>', raison: bad },
        ],
        pieces: [{ id: randomUUID(), nom: bad.slice(0, 100), pour: bad, type: 'application/pdf', taille: 3 }],
        evenements: [
          { ...event, quoi: 'envoyee' },
          { ...event, quoi: 'relancee' },
        ],
      })
      const shown: string[] = [(await scene.visitor.get()).text, (await scene.visitor.read()).text]
      for (const to of ['/accepter', '/refuser', '/reporter', '/ecrire-beneficiaire', '/ecrire-prescripteur']) {
        shown.push((await scene.visitor.get(to)).text)
        shown.push(
          (
            await scene.visitor.post(to, {
              envoi: bad,
              message: bad,
              message_personne: bad,
              pas_avant: bad,
              copies: bad,
              motifs: bad,
              etape: bad,
              prepare: bad,
            })
          ).text,
        )
      }
      shown.push((await scene.visitor.post('/refuser', { etape: 'motifs', motifs: 'autre', message: bad, prepare: '' })).text)
      for (const text of shown) {
        expect(text).not.toMatch(/<script|<img|<b>|onerror=alert\(1\)>'<|href="javascript|{{49|\$49/i)
        expect(text.match(/<\/title>/g)).toHaveLength(1)
        expect(text.match(/<textarea/g)?.length).toBe(text.match(/<\/textarea>/g)?.length)
        expect(text).not.toMatch(/href="mailto:[^"]*\?/)
      }
    })
    test.each([
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
      { origin: 'https://mechant.exemple.test' },
    ])('a form of another site is refused: %j', async (headers: Record<string, string>) => {
      const { status, headers: said } = await scene.visitor.post('', { quoi: 'lire' }, headers)
      expect([status, said.get('set-cookie')]).toEqual([403, null])
      expect(
        (await scene.visitor.post('/accepter', { envoi: randomUUID(), message: 'Oui', message_personne: 'Oui' }, headers)).status,
      ).toBe(403)
      expect((await scene.now()).etat).toBe('OUVERTE')
    })
    test.each([{ 'sec-fetch-site': 'same-origin' }, { origin: 'null' }, { origin: 'https://dora.exemple.test' }, {}])(
      'a form of ours is taken, also from a page that sends no origin: %j',
      async (headers: Record<string, string>) => {
        expect((await scene.visitor.post('', { quoi: 'lire' }, headers)).status).toBe(303)
      },
    )
    test('bodies too long, of another kind, or that say twice what is said once', async () => {
      const long = await scene.visitor.post('/accepter', { message: 'a'.repeat(120_000) })
      expect([long.status, long.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8'])
      const json = await fetch(scene.server.origin + scene.made.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"quoi":"lire"}',
      })
      expect([json.status, json.headers.get('content-type')]).toEqual([415, 'text/html; charset=utf-8'])
      const twice = new URLSearchParams([
        ['quoi', 'lire'],
        ['quoi', 'fermer'],
      ])
      expect((await scene.visitor.post('', twice)).status).toBe(400)
      for (const quoi of ['', 'accepter', 'rejeter', '__proto__'])
        expect((await scene.visitor.post('', { quoi })).status).toBe(400)
      expect((await scene.now()).lue_le).toBeNull()
    })
    test('too many answers of one link wait, and the other links do not', async () => {
      const statuses = new Set<number>()
      for (let time = 0; time < 60; time += 1) statuses.add((await scene.visitor.post('', { quoi: 'lire' })).status)
      expect(statuses).toEqual(new Set([303, 429]))
      const { status, text, headers } = await scene.visitor.post('', { quoi: 'lire' })
      expect([status, text.includes('Trop d’essais'), Number(headers.get('retry-after')) > 0]).toEqual([429, true, true])
      const other = await scene.bench.make()
      expect((await scene.bench.visitor(other.path).post('', { quoi: 'lire' })).status).toBe(303)
      // Someone who only knows the identifier does not use up the link of those who have it.
      await scene.start()
      for (let time = 0; time < 50; time += 1) await fetch(`${scene.server.origin}/demande/${scene.made.id}/${'A'.repeat(43)}`)
      expect((await scene.visitor.get()).status).toBe(200)
    })
    test('too many links that lead nowhere wait', async () => {
      const statuses: number[] = []
      for (let time = 0; time < 70; time += 1)
        statuses.push((await fetch(`${scene.server.origin}/demande/${randomUUID()}/${'A'.repeat(43)}`)).status)
      expect(new Set(statuses)).toEqual(new Set([404, 429]))
      expect((await scene.visitor.get()).status).toBe(200)
    })
    test('the logs know neither the link, nor the person, nor what was written', async () => {
      await scene.visitor.read()
      await scene.visitor.post(
        '/accepter',
        await scene.filled('/accepter', { message: 'motsecretun', message_personne: 'motsecretdeux' }),
      )
      await scene.visitor.post('/refuser', { motifs: 'autre', message: 'motsecrettrois' })
      await fetch(`${scene.server.origin}/demande/${scene.made.id}/${scene.made.secret.slice(1)}`)
      const logged = scene.server.logged().join('')
      expect(logged).toContain('/demande/:id/:secret')
      for (const secret of [
        scene.made.secret,
        scene.made.secret.slice(1),
        scene.made.id,
        ...SECRETS,
        'motsecret',
        scene.visitor.cookie(),
      ])
        expect(logged).not.toContain(secret)
    })
  })
})

test('whoever asks too much of the whole server is told so by a page', async () => {
  const server = await startTestServer({ limits: { perAddress: 2 } })
  const { path } = await demandeBench(server).make()
  const answers = [await fetch(server.origin + path), await fetch(server.origin + path), await fetch(server.origin + path)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
  const last = answers[2] as Response
  expect([last.headers.get('content-type'), last.headers.get('cache-control')]).toEqual(['text/html; charset=utf-8', 'no-store'])
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await last.text()).toContain('Trop d’essais en peu de temps')
  await server.stop()
})
