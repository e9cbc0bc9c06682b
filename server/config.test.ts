import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const read = (env: Readonly<Record<string, string>>) => readConfig({ platform: 'linux', env, home: '/home/essai' })

describe('the configuration', () => {
  it('has a value for everything', () => {
    expect(read({})).toMatchObject({
      config: {
        databaseUrl: null,
        folder: '/home/essai/.local/share/dora-desk/serveur',
        backupFolder: '/home/essai/.local/share/dora-desk/serveur/sauvegardes',
        host: '127.0.0.1',
        port: 4030,
        blobUrl: null,
        backupHours: 24,
        trustProxy: [],
      },
    })
  })
  it('reads what is given', () => {
    const env = {
      DATABASE_URL: 'postgres://dora:motdepasse@base/dora',
      DORA_SERVER_FOLDER: '/srv/dora',
      DORA_SERVER_PORT: ' 0 ',
      DORA_SERVER_BLOB_URL: 'https://cdn.exemple.test/instantanes',
      DORA_SERVER_TRUST_PROXY: '10.0.0.1, 10.0.0.2',
      DORA_SERVER_EMBEDDED: '1',
    }
    expect(read(env)).toMatchObject({
      config: {
        databaseUrl: env.DATABASE_URL,
        folder: '/srv/dora',
        port: 0,
        blobUrl: 'https://cdn.exemple.test/instantanes/',
        trustProxy: ['10.0.0.1', '10.0.0.2'],
      },
    })
  })
  it.each(['999.1.1.1', '10.0.0.0/33', '0.0.0.0/0', '::/0', 'proxy.exemple.test'])(
    'believes no proxy that is none, or is everyone (%s)',
    (text) => {
      expect(read({ DORA_SERVER_TRUST_PROXY: `10.0.0.1, ${text}` })).toMatchObject({
        errors: [expect.stringContaining('DORA_SERVER_TRUST_PROXY est incorrect')],
      })
      expect(read({ DORA_SERVER_TRUST_PROXY: '10.0.0.0/8 2001:db8::/32' })).toHaveProperty('config')
    },
  )
  it('says everything that is wrong at once, in French, and no value', () => {
    const result = read({
      DATABASE_URL: 'mysql://dora:motdepasse@base/dora',
      DORA_SERVER_PORT: '99999',
      DORA_SERVER_LOG: 'bavard',
      DORA_SERVER_KEY: 'trop-court-mais-secret',
      DORA_SERVER_PROT: '4030',
    })
    const errors = 'errors' in result ? result.errors : []
    expect(errors).toHaveLength(5)
    for (const name of ['DATABASE_URL', 'DORA_SERVER_PORT', 'DORA_SERVER_LOG', 'DORA_SERVER_KEY', 'DORA_SERVER_PROT'])
      expect(errors.some((one) => one.startsWith(`${name} `))).toBe(true)
    expect(errors.join('\n')).not.toMatch(/motdepasse|99999|bavard|secret/)
  })
})

describe('people', () => {
  const accounts = (env: Readonly<Record<string, string>>) => {
    const answer = read(env)
    return 'config' in answer ? answer.config.accounts : answer.errors
  }
  it('asks for nothing: no mail leaves, no provider, the public register', () => {
    expect(accounts({})).toMatchObject({
      publicUrl: null,
      smtpUrl: null,
      oidc: null,
      sireneUrl: expect.stringContaining('https://'),
    })
    expect(accounts({ DORA_SERVER_SIRENE_URL: 'aucun' })).toMatchObject({ sireneUrl: null })
  })
  it('reads a provider and a mail server', () => {
    expect(
      accounts({
        DORA_SERVER_PUBLIC_URL: 'https://dora.exemple.test/',
        DORA_SERVER_SMTP_URL: 'smtps://compte:secret@courrier.exemple.test',
        DORA_SERVER_MAIL_FROM: 'DORA <dora@exemple.test>',
        DORA_SERVER_OIDC_ISSUER: 'https://identite.exemple.test',
        DORA_SERVER_OIDC_CLIENT_ID: 'dora',
        DORA_SERVER_OIDC_CLIENT_SECRET: 'secret',
        DORA_SERVER_OIDC_ACR: 'eidas1 eidas2',
      }),
    ).toMatchObject({
      publicUrl: 'https://dora.exemple.test',
      oidc: { issuer: 'https://identite.exemple.test', name: 'ProConnect', acrValues: ['eidas1', 'eidas2'] },
    })
  })
  it('refuses what would be read on the way, and what is half said, without repeating it', () => {
    for (const env of [
      { DORA_SERVER_PUBLIC_URL: 'http://dora.exemple.test' },
      { DORA_SERVER_PUBLIC_URL: 'https://u:secret@dora.exemple.test' },
      { DORA_SERVER_OIDC_ISSUER: 'https://identite.exemple.test', DORA_SERVER_OIDC_CLIENT_SECRET: 'secret' },
      { DORA_SERVER_SMTP_URL: 'smtps://compte:secret@courrier.exemple.test' },
      { DORA_SERVER_SMTP_URL: 'ftp://secret' },
      { DORA_SERVER_MAIL_FROM: 'secret' },
      { DORA_SERVER_SIRENE_URL: 'http://secret.exemple.test' },
    ]) {
      const errors = accounts(env)
      expect(errors).toEqual([expect.stringMatching(/^DORA_SERVER_/)])
      expect(JSON.stringify(errors)).not.toContain('secret@')
    }
  })
})

describe('files of requests', () => {
  const pieces = (env: Readonly<Record<string, string>>) => {
    const answer = read(env)
    return 'config' in answer ? answer.config.pieces : answer.errors
  }
  const S3 = {
    DORA_SERVER_S3_URL: 'https://s3.exemple.test',
    DORA_SERVER_S3_REGION: 'fr-par',
    DORA_SERVER_S3_BUCKET: 'dora-pieces',
    DORA_SERVER_S3_KEY_ID: 'CLE',
    DORA_SERVER_S3_SECRET: 'secret+tres/long=',
  }
  it('are in the folder of the server, or another', () => {
    expect(pieces({ DORA_SERVER_FOLDER: '/srv/dora' })).toEqual({ folder: join('/srv/dora', 'pieces'), s3: null })
    expect(pieces({ DORA_SERVER_PIECES_FOLDER: '/mnt/pieces' })).toEqual({ folder: '/mnt/pieces', s3: null })
  })
  it.each([
    [undefined, 'dora/pieces/'],
    ['essai', 'essai/'],
    ['essai/a/', 'essai/a/'],
  ])('or in a bucket (%s)', (prefix, read) => {
    expect(pieces(prefix === undefined ? S3 : { ...S3, DORA_SERVER_S3_PREFIX: prefix })).toMatchObject({
      s3: { url: S3.DORA_SERVER_S3_URL, region: 'fr-par', bucket: 'dora-pieces', keyId: 'CLE', prefix: read },
    })
  })
  it('says what is missing or wrong, and no value', () => {
    for (const name of Object.keys(S3)) {
      const errors = pieces({ ...S3, [name]: '' })
      expect(errors).toEqual([expect.stringMatching(new RegExp(`^${name} manque`))])
      expect(JSON.stringify(errors)).not.toContain('tres/long')
    }
    for (const [name, value] of [
      ['DORA_SERVER_S3_URL', 's3.exemple.test'],
      ['DORA_SERVER_S3_URL', 'https://u:motus@s3.exemple.test'],
      ['DORA_SERVER_S3_URL', 'https://s3.exemple.test/?a=motus'],
      ['DORA_SERVER_S3_BUCKET', '../motus'],
      ['DORA_SERVER_S3_PREFIX', '/motus/../..'],
      ['DORA_SERVER_S3_SECRET', 'motus en plusieurs mots'],
    ] as const) {
      const errors = pieces({ ...S3, [name]: value })
      expect(errors).toEqual([expect.stringMatching(new RegExp(`^${name} est incorrect`))])
      expect(JSON.stringify(errors)).not.toContain('motus')
    }
  })
})

describe('the exchange with Les Emplois', () => {
  const emplois = (env: Readonly<Record<string, string>>) => {
    const answer = read(env)
    return 'config' in answer ? answer.config.emplois : answer.errors
  }
  const [KEY, TOKEN] = ['clé de trente-deux signes au moins, oui', 'jeton.Acces~essai/0123456789-abcdef+']
  it('is closed on both sides unless it is given a key, a token, or both', () => {
    expect(emplois({})).toEqual({ key: null, token: null })
    expect(emplois({ DORA_SERVER_EMPLOIS_KEY: KEY })).toEqual({ key: KEY, token: null })
    expect(emplois({ DORA_SERVER_EMPLOIS_TOKEN: TOKEN })).toEqual({ key: null, token: TOKEN })
    expect(emplois({ DORA_SERVER_EMPLOIS_KEY: ` ${KEY} `, DORA_SERVER_EMPLOIS_TOKEN: TOKEN })).toEqual({ key: KEY, token: TOKEN })
  })
  it.each([
    ['DORA_SERVER_EMPLOIS_KEY', 'motus-trop-court'],
    ['DORA_SERVER_EMPLOIS_KEY', 'motus'.repeat(101)],
    ['DORA_SERVER_EMPLOIS_TOKEN', 'motus-trop-court'],
    ['DORA_SERVER_EMPLOIS_TOKEN', 'motus en plusieurs mots, et assez long pourtant'],
    ['DORA_SERVER_EMPLOIS_TOKEN', `motus-${'é'.repeat(40)}`],
  ])('says that %s is wrong, and not what it is', (name, value) => {
    const errors = emplois({ [name]: value })
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^${name} est incorrect`))])
    expect(JSON.stringify(errors)).not.toContain('motus')
  })
})
