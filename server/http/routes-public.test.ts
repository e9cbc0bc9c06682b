import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { longPublicPath, publicPath } from '#shared/listing/public-link.ts'
import { viewsOf } from '../listing/views.ts'
import { putService, putStructure } from '../sync/commands/catalogue-rows.ts'
import { putPublic } from '../sync/rows.ts'
import { DEMONSTRATION } from '../sync/settings.ts'
import { type Server, startTestServer } from './testing/harness.ts'

let server: Server
beforeAll(async () => {
  server = await startTestServer({ limits: { perAddress: 1_000_000 } })
})
afterAll(() => server.stop())

const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const newId = () => `dora--${randomUUID()}`
const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(server.origin + path, { redirect: 'manual', headers: { 'user-agent': BROWSER, ...headers } })
const page = async (path: string) => {
  const response = await get(path)
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const dataOf = (text: string): Record<string, unknown> =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? 'null') as Record<string, unknown>

const structure = async (more: Partial<Structure> = {}): Promise<Structure> => {
  const one: Structure = {
    source: 'dora',
    id: newId(),
    nom: 'Maison de l’Exemple',
    date_maj: '2026-10-02',
    code_insee: '33063',
    code_postal: '33000',
    commune: 'Bordeaux',
    ...more,
  }
  await server.store.write((writer) => putStructure(writer, one as never))
  return one
}
const service = async (of: Structure | null, more: Partial<Service> = {}): Promise<Service> => {
  const one: Service = {
    source: 'dora',
    id: newId(),
    structure_id: of?.id ?? null,
    nom: 'Aide au permis',
    date_maj: '2026-11-01',
    ...more,
    dora: { status: 'PUBLISHED', is_contact_info_public: true, ...more.dora },
  }
  await server.store.write((writer) => putService(writer, server.account.seal, one as never))
  return one
}
const path = (kind: 'structure' | 'service', { id }: { readonly id: string }) => publicPath(kind, id)

describe('a structure', () => {
  it('says who it is, how to reach it, and all that it offers, by theme', async () => {
    const parent = await structure({ nom: 'Réseau de l’Exemple' })
    const own = await structure({
      nom: 'MAISON DES SOLIDARITES',
      description: '# Accueil\nUne **équipe** à [votre écoute](https://exemple.test/a)',
      telephone: '0556000000',
      courriel: 'accueil@exemple.test',
      site_web: 'https://www.exemple.test/',
      horaires_accueil: 'Mo-Fr 09:00-12:00',
      accessibilite_lieu: 'https://acceslibre.exemple.test/x',
      adresse: '12 rue des Lilas',
      siret: '12345678901234',
      dora: {
        short_desc: 'Un lieu d’accueil',
        typology: 'CCAS',
        national_labels: ['france-service'],
        other_labels: ['Label local'],
        opening_hours_details: 'Fermé en août',
        parent: parent.id,
        verifications: { identite: { le: '2026-11-12', par: 'structure', moyen: 'lien' } },
      },
    })
    const branch = await structure({ nom: 'Antenne de Pessac', dora: { parent: own.id } })
    const closed = await structure({ nom: 'Antenne fermée', dora: { parent: own.id, is_obsolete: true } })
    const permit = await service(own, {
      thematiques: ['mobilite--passer-le-permis-de-conduire'],
      dora: { disponibilite: { etat: 'places', places: 3, jusqu_au: '2999-12-12', dit_le: '2026-11-20' } },
    })
    const digital = await service(own, { nom: 'Atelier numérique', thematiques: ['numerique--acceder-a-une-connexion-internet'] })
    const past = await service(own, { nom: 'Service passé', dora: { suspension_date: '2026-01-01' } })
    const { status, text } = await page(path('structure', own))
    expect(status).toBe(200)
    for (const said of [
      '<html lang="fr">',
      '<h1>Maison des Solidarites</h1>',
      'Un lieu d’accueil',
      '<strong>équipe</strong>',
      '<a href="https://exemple.test/a" rel="noopener nofollow ugc">votre écoute</a>',
      'href="tel:0556000000"',
      'href="mailto:accueil@exemple.test"',
      'href="https://www.exemple.test/"',
      '09:00–12:00',
      'Fermé en août',
      '12 rue des Lilas, 33000 Bordeaux',
      'France service',
      'Label local',
      'Centres communaux d’action sociale (CCAS)',
      'Mis à jour le 2 octobre 2026.',
      '« Identité »\u202f: vérifié le 12 novembre 2026 par la structure.',
      `<a href="${path('structure', parent)}">Réseau de l’Exemple</a>`,
      `<a href="${path('structure', branch)}">Antenne de Pessac</a>`,
      `<a href="${path('service', permit)}">Aide au permis</a>`,
      'Places disponibles (3), jusqu’au 12 décembre 2999',
      '<h3>Mobilité</h3>',
      '<h3>Numérique</h3>',
      'Services (2)',
      `<link rel="canonical" href="https://dora.exemple.test${path('structure', own)}">`,
      '<svg class="qr"',
    ])
      expect(text).toContain(said)
    for (const unsaid of [closed.nom, past.nom, 'noindex']) expect(text).not.toContain(unsaid)
    expect(text.lastIndexOf(permit.nom)).toBeLessThan(text.lastIndexOf(digital.nom))
    expect(dataOf(text)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Organization',
      name: own.nom,
      telephone: '0556000000',
      parentOrganization: { name: parent.nom },
      location: {
        openingHoursSpecification: [{ opens: '09:00', closes: '12:00', dayOfWeek: expect.any(Array) as unknown[] }],
      },
      hasOfferCatalog: { itemListElement: [{ itemOffered: { name: permit.nom } }, { itemOffered: { name: digital.nom } }] },
    })
  })

  it('of another source answers at its identifier, whatever it holds', async () => {
    const own = await structure({ id: 'mediation-numerique--12/3 é?', source: 'mediation-numerique' })
    expect(publicPath('structure', own.id)).toBe('/structure/mediation-numerique--12%2F3%20%C3%A9%3F')
    const { status, text } = await page(path('structure', own))
    expect([status, text.includes('Source\u202f: Médiation numérique, via data·inclusion.')]).toEqual([200, true])
  })

  it('of DORA has one address: the long one leads to the short one', async () => {
    const own = await structure()
    const offered = await service(own)
    for (const [kind, one] of [
      ['structure', own],
      ['service', offered],
    ] as const) {
      const answer = await get(longPublicPath(kind, one.id))
      expect([answer.status, answer.headers.get('location')]).toEqual([301, path(kind, one)])
    }
  })
})

describe('a service', () => {
  it('says for whom, where, when, how much, how to come and what to bring', async () => {
    const own = await structure({ dora: { typology: 'CCAS' }, horaires_accueil: 'Tu 14:00-18:00' })
    const one = await service(own, {
      description: 'Une aide **utile**',
      type: 'accompagnement',
      thematiques: ['mobilite--passer-le-permis-de-conduire'],
      publics: ['jeunes'],
      publics_precisions: 'De 16 à 25 ans',
      frais: 'gratuit',
      frais_precisions: 'Hors frais de dossier',
      modes_accueil: ['en-presentiel', 'a-distance'],
      adresse: '3 place du Marché',
      code_insee: '33063',
      commune: 'Bordeaux',
      zone_eligibilite: ['33', '33063', '243300316'],
      telephone: '0556111111',
      courriel: 'permis@exemple.test',
      volume_horaire_hebdomadaire: 3,
      nombre_semaines: 8,
      mobilisation_precisions: 'Le mardi de préférence',
      dora: {
        contact_name: 'Camille Inventée',
        access_conditions: ['Habiter la Gironde'],
        requirements: ['Avoir le code'],
        qpv_or_zrr: true,
        credentials: ['Pièce d’identité'],
        forms: [{ nom: 'Fiche à remplir', url: 'https://exemple.test/f.pdf' }],
        online_form: 'https://exemple.test/formulaire',
        recurrence: 'Tous les mardis',
        is_cumulative: false,
        funding_labels: ['cd-drome'],
        coach_orientation_modes: ['telephoner', 'autre'],
        coach_orientation_modes_other: 'Passer nous voir',
        beneficiaries_access_modes: ['se-presenter'],
        remote_url: 'https://visio.exemple.test/salle',
        suspension_date: '2999-01-31',
        disponibilite: { etat: 'complet', jusqu_au: '2999-12-12', precision: 'Reprise au printemps', dit_le: '2026-11-20' },
      },
    })
    const { text } = await page(path('service', one))
    for (const said of [
      '<h1>Aide au permis</h1>',
      `<a href="${path('structure', own)}">Maison de l’Exemple</a>`,
      '<strong>utile</strong>',
      'Jeunes',
      'De 16 à 25 ans',
      'Habiter la Gironde',
      'Avoir le code',
      'Uniquement QPV ou ZFRR',
      '3 place du Marché',
      'https://visio.exemple.test/salle',
      'Tous les mardis',
      'Horaires de la structure',
      '14:00–18:00',
      'Gironde (33), Bordeaux, Intercommunalité 243300316',
      'soit 24\u00a0h',
      'Gratuit',
      'Hors frais de dossier',
      'n’est pas cumulable',
      'Conseil départemental de la Drôme',
      '31 janvier 2999',
      'Camille Inventée',
      'tel:0556111111',
      'permis@exemple.test',
      'Se présenter',
      'Passer nous voir',
      'Le mardi de préférence',
      'https://exemple.test/f.pdf',
      'https://exemple.test/formulaire',
      'Pièce d’identité',
      'Complet, jusqu’au 12 décembre 2999',
      'Reprise au printemps',
      'Mobilité\u202f:',
      'Accompagnement',
    ])
      expect(text).toContain(said)
    expect(dataOf(text)).toMatchObject({
      '@type': 'GovernmentService',
      name: one.nom,
      areaServed: [{ name: 'Gironde (33)' }, { name: 'Bordeaux' }, { name: 'Intercommunalité 243300316' }],
      provider: { name: own.nom },
      availableChannel: expect.arrayContaining([
        { '@type': 'ServiceChannel', serviceUrl: 'https://exemple.test/formulaire' },
      ]) as unknown,
    })
  })

  it('says nothing of an availability that no longer holds', async () => {
    const one = await service(await structure(), {
      dora: { disponibilite: { etat: 'places', jusqu_au: '2026-01-01', dit_le: '2025-12-20' } },
    })
    expect((await page(path('service', one))).text).not.toContain('Places disponibles')
  })

  it('whose structure is not in the catalogue has a page too', async () => {
    const { status, text } = await page(path('service', await service(null)))
    expect([status, text.includes('Aide au permis')]).toEqual([200, true])
  })
})

describe('a contact kept for professionals', () => {
  const PRIVATE = { telephone: '0611223344', courriel: 'privee@exemple.test' }
  const SECRETS = /0611223344|06\u00a011|privee@|Sasha/
  it('is on no page, whichever way its row was written; where to see it is said', async () => {
    const own = await structure({ telephone: '0556000000' })
    const hidden = await service(own, { ...PRIVATE, dora: { is_contact_info_public: false, contact_name: 'Sasha Cachée' } })
    const raw = { ...hidden, id: newId() }
    await server.store.write((writer) =>
      putPublic(writer, { kind: 'service', id: raw.id }, { doc: raw as never, scopes: ['cat:fr'], parent: own.id }),
    )
    for (const at of [path('service', hidden), path('service', raw), path('structure', own)]) {
      const { status, text } = await page(at)
      expect(status).toBe(200)
      expect(text).not.toMatch(SECRETS)
    }
    const { text } = await page(path('service', hidden))
    expect(text).toContain('Coordonnées réservées aux professionnels')
    // The structure's own is public.
    expect(text).toContain('tel:0556000000')
  })
})

describe('what is not published', () => {
  it('is not told from what does not exist', async () => {
    const own = await structure()
    const draft = await service(own, { nom: 'Projet secret', dora: { status: 'DRAFT' } })
    const suggestion = await service(own, { nom: 'Projet secret', dora: { status: 'SUGGESTION' } })
    const unknown = newId()
    const answers = []
    for (const at of [
      ...[draft.id, suggestion.id, unknown].flatMap((id) => [publicPath('service', id), longPublicPath('service', id)]),
      publicPath('structure', unknown),
      '/s/ABCDEF123456',
      '/o/%00%00',
      '/o/zzz',
      '/service/%00',
      '/structure/inconnue',
    ]) {
      const { status, text, headers } = await page(at)
      answers.push([status, text.replaceAll(/nonce="[^"]+"/g, ''), headers.get('cache-control'), headers.get('etag')])
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.slice(0, 1)).toEqual([404])
    expect((await page(path('structure', own))).text).not.toContain('Projet secret')
  })

  it('is gone when it was archived, removed, or its structure is no more', async () => {
    const own = await structure()
    const archived = await service(own, { nom: 'Ancien', dora: { status: 'ARCHIVED' } })
    const removed = await service(own)
    await server.store.write((writer) => writer.remove({ kind: 'service', id: removed.id }))
    const obsolete = await structure({ dora: { is_obsolete: true } })
    const orphan = await service(obsolete)
    for (const at of [
      path('service', archived),
      path('service', removed),
      path('structure', obsolete),
      path('service', orphan),
    ]) {
      const { status, text } = await page(at)
      expect([status, text.includes('Cette page n’existe plus'), text.includes('noindex')]).toEqual([410, true, true])
      expect(text).not.toMatch(/Ancien|Aide au permis/)
    }
  })

  it('says that it is suspended, from the day after, and where the rest is', async () => {
    const own = await structure()
    const one = await service(own, { dora: { suspension_date: '2026-01-31' } })
    const { status, text } = await page(path('service', one))
    expect([status, text.includes('31 janvier 2026'), text.includes(path('structure', own))]).toEqual([404, true, true])
  })
})

describe('two records of one short link', () => {
  it('are both offered, and read at their long address; one alone is shown', async () => {
    const start = randomBytes(6).toString('hex')
    const id = (last: string) => `dora--${start.slice(0, 8)}-${start.slice(8)}-4a6b-8c7d-${last.repeat(12)}`
    const own = await structure()
    const [first, second] = [
      await service(own, { id: id('a'), nom: 'Premier' }),
      await service(own, { id: id('b'), nom: 'Second' }),
    ]
    const both = await page(`/o/${start}`)
    expect([both.status, both.text.includes('noindex')]).toEqual([200, true])
    for (const one of [first, second]) {
      expect(both.text).toContain(`<a href="${longPublicPath('service', one.id)}">${one.nom}</a>`)
      const { status, text } = await page(longPublicPath('service', one.id))
      expect([status, text.includes(`<h1>${one.nom}</h1>`)]).toEqual([200, true])
      expect(text).toContain(`href="https://dora.exemple.test${longPublicPath('service', one.id)}"`)
    }
    await service(own, { ...second, dora: { status: 'DRAFT' } })
    expect((await page(`/o/${start}`)).text).toContain('<h1>Premier</h1>')
    expect((await page(longPublicPath('service', second.id))).status).toBe(404)
  })
})

describe('what people write', () => {
  const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="alert(1)">"'<!--`
  it('stays text in every field, on the page and in its data', async () => {
    const strings = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, `${key} ${HOSTILE}`]))
    const lists = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, [`${key} ${HOSTILE}`]]))
    const place = ['commune', 'code_postal', 'adresse', 'complement_adresse']
    const own = await structure({
      ...strings([
        ...place,
        'description',
        'siret',
        'telephone',
        'courriel',
        'site_web',
        'horaires_accueil',
        'accessibilite_lieu',
      ]),
      nom: `nom ${HOSTILE}`,
      reseaux_porteurs: [HOSTILE],
      dora: {
        ...strings(['short_desc', 'typology', 'opening_hours_details']),
        ...lists(['national_labels', 'other_labels']),
      },
    })
    const branch = await structure({ nom: HOSTILE, commune: HOSTILE, dora: { parent: own.id } })
    const one = await service(own, {
      ...strings([...place, 'description', 'type', 'frais', 'frais_precisions', 'publics_precisions', 'conditions_acces']),
      ...strings(['telephone', 'courriel', 'lien_mobilisation', 'mobilisation_precisions', 'horaires_accueil']),
      ...lists(['thematiques', 'publics', 'modes_mobilisation']),
      nom: `nom ${HOSTILE}`,
      zone_eligibilite: ['33063', HOSTILE],
      modes_accueil: ['a-distance', HOSTILE],
      dora: {
        ...strings(['short_desc', 'contact_name', 'remote_url', 'recurrence', 'online_form']),
        ...strings(['coach_orientation_modes_other', 'beneficiaries_access_modes_other']),
        ...strings(['coach_orientation_modes_external_form_link', 'coach_orientation_modes_external_form_link_text']),
        ...lists(['access_conditions', 'requirements', 'credentials', 'funding_labels']),
        coach_orientation_modes: ['autre', 'completer-le-formulaire-dadhesion', HOSTILE],
        beneficiaries_access_modes: ['autre', HOSTILE],
        forms: [
          { nom: HOSTILE, url: 'javascript:alert(1)' },
          { nom: 'b', url: HOSTILE },
        ],
        disponibilite: { etat: 'places', jusqu_au: '2999-01-01', precision: HOSTILE, dit_le: '2026-11-01' },
      },
    })
    for (const at of [path('structure', own), path('structure', branch), path('service', one)]) {
      const { status, text } = await page(at)
      expect(status).toBe(200)
      expect(text.match(/<script/g)).toHaveLength(1)
      expect(text.match(/<\/script>/g)).toHaveLength(1)
      expect(text).not.toMatch(/<img|<!--|javascript:/)
      // No quote of theirs ends an attribute of ours.
      expect(text.replaceAll(/<script.*?<\/script>/gs, '').replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\sonerror/)
      expect(dataOf(text)['name']).toContain(HOSTILE)
    }
  })

  it('leads to the web, a mail program or a telephone, and nowhere else', async () => {
    const own = await structure({
      description:
        '[a](javascript:alert(1)) [b](mailto:x@exemple.test?bcc=y@exemple.test) [c](https://u:p@exemple.test/) [d](tel:0556)',
      site_web: 'HTTPS://EXEMPLE.test/é"><b>',
      courriel: 'a@exemple.test?bcc=b@exemple.test',
      telephone: '*#06#',
      accessibilite_lieu: 'data:text/html,<b>',
    })
    const { text } = await page(path('structure', own))
    const targets = [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '')
    expect(
      targets.filter(
        (href) =>
          !/^(#contenu|\/ouvrir|\/rss\/nouveautes\.xml\?departement=33|https:\/\/dora\.exemple\.test\/s\/[0-9a-f]{12})$/.test(
            href,
          ),
      ),
    ).toEqual(['https://exemple.test/%C3%A9%22%3E%3Cb%3E', 'mailto:x@exemple.test', 'tel:0556'])
  })
})

describe('as a browser receives it', () => {
  it('runs nothing, loads nothing, and may be kept: the same bytes until something changes, then others at once', async () => {
    const own = await structure()
    const offered = await service(own)
    const first = await page(path('structure', own))
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'$/,
    )
    expect(first.headers.get('cache-control')).toBe('public, max-age=1, must-revalidate')
    expect(first.headers.get('x-content-type-options')).toBe('nosniff')
    expect(first.headers.get('set-cookie')).toBeNull()
    const again = await get(path('structure', own), { 'if-none-match': `"autre", ${etag}` })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    await service(own, { ...offered, nom: 'Aide au permis, renommée' })
    const changed = await get(path('structure', own), { 'if-none-match': etag })
    expect([changed.status, (await changed.text()).includes('renommée')]).toEqual([200, true])
    expect(changed.headers.get('etag')).not.toBe(etag)
  })

  it('changes with the day, when what it says does', async () => {
    const own = await structure()
    const one = await service(own, {
      dora: { disponibilite: { etat: 'places', jusqu_au: new Date().toISOString().slice(0, 10), dit_le: '2026-11-01' } },
    })
    const later = await startTestServer({ store: server.store })
    try {
      later.pass(3 * 86_400_000)
      expect(await (await fetch(later.origin + path('service', one))).text()).not.toContain('Places disponibles')
    } finally {
      await later.stop()
    }
  })

  it('is kept from search engines when everything in it is invented, and says so', async () => {
    const own = await structure()
    await server.store.write((writer) => writer.setSetting(DEMONSTRATION, '1'))
    const { text } = await page(path('structure', own))
    await server.store.write((writer) => writer.setSetting(DEMONSTRATION, '0'))
    expect([text.includes('noindex'), text.includes('tout y est inventé')]).toEqual([true, true])
  })

  it('is told to come back while the first catalogue is being made', async () => {
    server.setFilling(true)
    const answer = await get(publicPath('structure', newId()))
    server.setFilling(false)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  })
})

describe('views', () => {
  it('count people, one each time they read, and nobody else', async () => {
    const other = await startTestServer({ store: server.store })
    const own = await structure()
    const ask = (headers: Readonly<Record<string, string>>, method = 'GET') =>
      fetch(other.origin + path('structure', own), { method, headers })
    const first = await ask({ 'user-agent': BROWSER })
    await ask({ 'user-agent': BROWSER, 'if-none-match': first.headers.get('etag') ?? '' })
    await ask({ 'user-agent': BROWSER }, 'HEAD')
    await ask({ 'user-agent': BROWSER, 'sec-purpose': 'prefetch' })
    await ask({ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' })
    await ask({ 'user-agent': 'curl/8' })
    await other.stop()
    const today = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date())
    const views = await server.store.read((reader) =>
      viewsOf(reader, server.account.seal, { kind: 'structure', id: own.id, from: today, to: today }),
    )
    expect(views).toEqual([{ jour: today, vues: 2, bureau: 0 }])
  })
})
