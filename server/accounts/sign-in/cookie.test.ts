import { expect, it } from 'vitest'
import { browserCookie, readCookie, writeCookie } from './cookie.ts'

const VALUE = 'A'.repeat(43)

it.each([
  ['alone', `dora-connexion=${VALUE}`, VALUE],
  ['among others', `a=1; dora-connexion=${VALUE}; b="2"`, VALUE],
  ['without blanks', `a=1;dora-connexion=${VALUE}`, VALUE],
  ['not there', 'a=1', null],
  ['no header', undefined, null],
  ['of a longer name', `x-dora-connexion=${VALUE}`, null],
  ['of other capitals', `Dora-Connexion=${VALUE}`, null],
  ['twice', `dora-connexion=${VALUE}; dora-connexion=${'B'.repeat(43)}`, null],
  ['too short', `dora-connexion=${'A'.repeat(42)}`, null],
  ['too long', `dora-connexion=${'A'.repeat(44)}`, null],
  ['of another alphabet', `dora-connexion=${'A'.repeat(42)}%`, null],
  ['quoted', `dora-connexion="${VALUE}"`, null],
  ['empty', 'dora-connexion=', null],
])('a cookie %s', (_, header, value) => {
  expect(readCookie(header, 'dora-connexion')).toBe(value)
})

it('is bound to this server alone over https, and is never readable by a page', () => {
  expect(writeCookie(browserCookie('https://dora.exemple.test', 600_000), VALUE)).toBe(
    `__Host-dora-connexion=${VALUE}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure`,
  )
  expect(writeCookie(browserCookie('http://127.0.0.1:4030', 600_000), VALUE)).toBe(
    `dora-connexion=${VALUE}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax`,
  )
})
